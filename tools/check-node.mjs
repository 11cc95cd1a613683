// Loaded before any TypeScript, which an older Node cannot run.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `This is Node ${process.versions.node}, and 22.18 or newer is needed. "npm ci" brings one along for the npm scripts; after "npm ci --ignore-scripts" run "npm rebuild node".`,
  );
  process.exit(1);
}
