const PATIENCE_MS = 4000;
const port = process.env.PORT || '3000';

setTimeout(() => process.exit(1), PATIENCE_MS);
const response = await fetch(`http://127.0.0.1:${port}/api/health/ready`).catch(() => undefined);
process.exit(response?.ok ? 0 : 1);
