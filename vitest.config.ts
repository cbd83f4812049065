import { defineConfig } from "vitest/config";

/** Core tests are many and quick; those that run a whole instance share the machine two at a time. */
export default defineConfig({
	test: {
		globalSetup: ["tests/support/build-once.ts"],
		testTimeout: 60_000,
		hookTimeout: 60_000,
		reporters: [process.env.CI ? "default" : "default"],
		projects: [
			{
				extends: true,
				test: { name: "core", include: ["tests/core/**/*.test.ts", "tests/*.test.ts"], testTimeout: 20_000 },
			},
			{
				extends: true,
				test: {
					name: "whole",
					include: ["tests/*/**/*.test.ts"],
					exclude: ["tests/core/**", "tests/bench/**"],
					pool: "forks",
					maxWorkers: 2,
				},
			},
		],
	},
});
