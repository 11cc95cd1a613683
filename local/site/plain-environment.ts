/**
 * Loaded into the Static Web Apps emulator's process before its own code. The emulator copies the environment
 * some hundred times for each request, and every variable of `process.env` is a call into the system: nine tenths of
 * its work. An ordinary object is copied at once.
 */
process.env = { ...process.env };
