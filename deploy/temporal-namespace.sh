#!/bin/sh
set -eu
describe() {
  temporal operator namespace describe --address "$TEMPORAL_ADDRESS" --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1
}

# The port answers before the server does.
attempts=60
until temporal operator cluster health --address "$TEMPORAL_ADDRESS" >/dev/null 2>&1; do
  attempts=$((attempts - 1))
  [ "$attempts" -gt 0 ] || { echo "Temporal at $TEMPORAL_ADDRESS is not healthy" >&2; exit 1; }
  sleep 1
done
describe || temporal operator namespace create --address "$TEMPORAL_ADDRESS" --retention "$RETENTION" --namespace "$TEMPORAL_NAMESPACE"
# Its caches learn of a new namespace a few seconds later.
until describe; do sleep 1; done
