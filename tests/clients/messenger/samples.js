'use strict';

// What is sent in more than one place. Nothing listens behind these addresses, and nothing is fetched from them.

const SITE = 'https://www.example.com';

exports.url = (name) => `${SITE}/${name}`;

exports.buttons = [
  { type: 'web_url', url: SITE, title: 'Our shop', webviewHeightRatio: 'tall' },
  { type: 'postback', title: 'Talk to us', payload: 'TALK' },
  { type: 'phone_number', title: 'Call us', payload: '+15105559999' },
];

exports.elements = [
  {
    title: 'A blue coat',
    subtitle: 'Warm and dry',
    imageUrl: `${SITE}/coat.png`,
    defaultAction: { type: 'web_url', url: `${SITE}/coat`, webviewHeightRatio: 'tall' },
    buttons: [{ type: 'postback', title: 'Order', payload: 'ORDER_COAT' }],
  },
  { title: 'A red hat', subtitle: 'Soft', buttons: [{ type: 'postback', title: 'Order', payload: 'ORDER_HAT' }] },
];

exports.receipt = {
  recipientName: 'Ada Example',
  orderNumber: '12345678902',
  currency: 'EUR',
  paymentMethod: 'Visa 2345',
  orderUrl: `${SITE}/order`,
  timestamp: '1428444852',
  elements: [{ title: 'A blue coat', subtitle: 'Warm', quantity: 2, price: 50, currency: 'EUR' }],
  address: { street1: '1 Main Street', street2: '', city: 'Dublin', postalCode: 'D01', state: 'D', country: 'IE' },
  summary: { subtotal: 75, shippingCost: 4.95, totalTax: 6.19, totalCost: 56.14 },
  adjustments: [{ name: 'New customer', amount: 20 }],
};

exports.quickReplies = [
  { contentType: 'text', title: 'Blue', payload: 'BLUE', imageUrl: `${SITE}/blue.png` },
  { contentType: 'text', title: 'Red', payload: 'RED' },
  { contentType: 'user_email' },
];

exports.oneTimeNotification = { title: 'When it is back', payload: 'NOTIFY' };

const flight = {
  flightNumber: 'KL0642',
  departureAirport: { airportCode: 'JFK', city: 'New York', terminal: 'T1', gate: 'D57' },
  arrivalAirport: { airportCode: 'AMS', city: 'Amsterdam' },
  flightSchedule: { departureTime: '2026-01-02T19:05', arrivalTime: '2026-01-05T17:30' },
};

exports.boardingPass = {
  introMessage: 'You are checked in.',
  locale: 'en_US',
  boardingPass: [
    {
      passengerName: 'EXAMPLE/ADA',
      pnrNumber: 'CG4X7U',
      logoImageUrl: `${SITE}/logo.png`,
      qrCode: 'M1SAMPLE',
      aboveBarCodeImageUrl: `${SITE}/bar.png`,
      flightInfo: flight,
    },
  ],
};

exports.checkin = {
  introMessage: 'Check-in is open.',
  locale: 'en_US',
  pnrNumber: 'CG4X7U',
  flightInfo: [flight],
  checkinUrl: `${SITE}/checkin`,
};

exports.itinerary = {
  introMessage: 'Your itinerary.',
  locale: 'en_US',
  pnrNumber: 'CG4X7U',
  passengerInfo: [{ name: 'Ada Example', ticketNumber: '0741234567890', passengerId: 'p001' }],
  flightInfo: [{ ...flight, connectionId: 'c001', segmentId: 's001', aircraftType: 'Boeing 737', travelClass: 'economy' }],
  passengerSegmentInfo: [{ segmentId: 's001', passengerId: 'p001', seat: '12A', seatType: 'Economy' }],
  priceInfo: [{ title: 'Fuel surcharge', amount: '1597', currency: 'EUR' }],
  basePrice: '12206',
  tax: '200',
  totalPrice: '14003',
  currency: 'EUR',
};

exports.flightUpdate = {
  introMessage: 'Your flight is late.',
  locale: 'en_US',
  updateType: 'delay',
  pnrNumber: 'CG4X7U',
  updateFlightInfo: flight,
};
