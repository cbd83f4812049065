import { join } from "node:path";
import { defineConfig } from "vitest/config";

const soak = process.env.TOCSIN_SOAK === "1";
/** Not a test: it writes what one reads. See docs/stored-shapes.md. */
const onDemand = process.env.TOCSIN_GOLDEN ? ["tests/simulation/golden-lives.ts"] : [];
const limitMs = soak ? 1_800_000 : 60_000;

/** What is pure is many and quick; what runs a whole instance shares the machine, three files at a time. */
export default defineConfig({
	test: {
		pool: "forks",
		// Most of what runs a whole instance waits: three at a time keep two processors busy.
		maxWorkers: 3,
		testTimeout: limitMs,
		hookTimeout: limitMs,
		// What the eye would wait for; a busy machine needs more than vitest's second.
		expect: { poll: { timeout: 10_000 } },
		projects: [
			{
				extends: true,
				test: {
					name: "rules",
					include: ["tests/*/rules/*.test.ts", "tests/app/*.test.ts", "tests/*.test.ts"],
				},
			},
			{
				extends: true,
				test: {
					name: "whole",
					include: ["tests/*/**/*.test.ts"],
					exclude: ["tests/*/rules/**", "tests/{app,simulation,bench}/**"],
					globalSetup: ["tests/support/build-once.ts"],
				},
			},
			{
				extends: true,
				// The platform is replaced by the simulator's own; everything that ships runs as it is.
				resolve: {
					alias: ["cloudflare:workers", "cloudflare:sockets", "web-push", "ulid"].map((name) => ({
						find: name,
						replacement: join(import.meta.dirname, `tests/simulation/doubles/${name.replace(":", "-")}.ts`),
					})),
				},
				test: { name: "simulation", include: ["tests/simulation/**/*.test.ts", ...onDemand] },
			},
		],
	},
});
