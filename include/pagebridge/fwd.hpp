#pragma once

#include "pagebridge/config.hpp"

/// Names only, for headers that pass our types on. Never forward-declare them yourself: the inline namespace moves.
PAGEBRIDGE_BEGIN_NAMESPACE

class AgentDesktop;
class Bridge;
class Clock;
class EventSink;
class Executor;
class HttpTransport;
class MetricSink;
class PrivacySink;
class Random;
class Secret;
class ServiceLookup;
class ServiceRegistry;
class Store;
class VerifiedBody;
class WebhookEndpoint;
class WebhookVerifier;
struct CallContext;
struct Contact;
struct DeletionReceipt;
struct DesktopEvent;
struct Error;
struct Event;
struct HttpRequest;
struct HttpResponse;
struct Message;
struct Service;
struct ServiceDraft;
struct Session;
struct SignedRequest;
struct Webhook;
template <class T>
class Completion;
template <class T>
class Result;

PAGEBRIDGE_END_NAMESPACE
