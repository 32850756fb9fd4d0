// Loaded into each part by `--import`: a part whose starter died stops by itself, however the starter died.
const FORCE_AFTER_MS = 45_000;

if (process.channel) {
  process.once('disconnect', () => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.exit(1), FORCE_AFTER_MS).unref();
  });
  // The listener alone would keep the part alive after its own orderly end.
  process.channel.unref();
}
