/** Preloaded into a process: writes what it took into the file that LARGEST_TOOK names, at its end. */
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const ms = Math.round((userCPUTime + systemCPUTime) / 1000);
  writeFileSync(process.env.LARGEST_TOOK, JSON.stringify({ ms, megabytes: Math.round(maxRSS / 1024) }));
});
