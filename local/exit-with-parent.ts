/** Preloaded into each part: ends it when the stack's process is gone. */
process.once('disconnect', () => process.exit());
process.channel?.unref(); // the channel alone must not keep the part alive
