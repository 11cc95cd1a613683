/** Loaded into each part before its own code: when the stack's process is gone, so is the part. */
process.once('disconnect', () => process.exit());
process.channel?.unref(); // the channel alone keeps no part alive
