/** `npm test`, `npm run soak`: every test, or those named. */
import { runVitest } from "./vitest-run.ts";

const args = process.argv.slice(2);
const soak = args.includes("--soak");
const { passed, failed } = runVitest(
	args.filter((arg) => arg !== "--soak"),
	soak ? { TOCSIN_SOAK: "1" } : {},
);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
