import './trial-journey.ts';

// Evaluated once in a worker of journeys, before the first of them begins, and frozen then: none has modules of its own.

// Of every promise the SDK notes where it was made, for who asks for a workflow's stack; of journeys, which only wait and say
// what for in their details, that is a third of the memory and of the processor time. Without a limit V8 collects none, so
// that errors within a journey come without a stack, too.
Reflect.deleteProperty(Error, 'stackTraceLimit');
