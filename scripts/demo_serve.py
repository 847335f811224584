#!/usr/bin/env python3
"""scripts/demo without --check: starts a sandbox and a contact centre, connects them, and serves until Ctrl-C."""

import argparse
import sys

from demo_parts import Demo, Failed


def serve(demo):
    demo.connect_webhook(demo.create_service())
    demo.add_person()
    print(f"\nThe agents' desk:     {demo.center.origin}/")
    print(f"The customer's side:  {demo.sandbox.origin}/#token={demo.sandbox.facts['control_token']}   (write something there, and answer it on the desk)")
    print("Ctrl-C ends both.", flush=True)
    # The first one that ends by itself ends the demo.
    ended = demo.wait()
    raise Failed(f"{ended.name} ended with {ended.process.returncode}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pagebridge", required=True, help="the program pagebridge")
    parser.add_argument("--contact-center", required=True, help="the demo contact centre")
    arguments = parser.parse_args()
    try:
        with Demo(arguments.pagebridge, arguments.contact_center) as demo:
            serve(demo)
    except KeyboardInterrupt:
        print("\ndemo: ended")
        return 0
    except Failed as failure:
        print(f"demo: {failure}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
