import { describe, expect, it } from "vitest";
import { readGithub } from "../../../worker/alerts/inbound/github/reader.ts";

const repository = { full_name: "octo/shop", default_branch: "main" };
const run = (more: object = {}) => ({
	action: "completed",
	repository,
	workflow_run: {
		workflow_id: 5,
		name: "Deploy",
		head_branch: "main",
		event: "push",
		conclusion: "failure",
		...more,
	},
});
const check = (more: object = {}) => ({
	action: "completed",
	repository,
	check_run: {
		name: "e2e",
		conclusion: "failure",
		app: { slug: "buildkite" },
		check_suite: { head_branch: "main" },
		...more,
	},
});
const actionOf = (payload: object) => readGithub(payload)?.[0]?.action;

describe("a workflow run", () => {
	it.each([
		["failure", "trigger"],
		["timed_out", "trigger"],
		["startup_failure", "trigger"],
		["success", "resolve"],
		["cancelled", undefined],
		["skipped", undefined],
		["action_required", undefined],
	])("that ends in %s means %s", (conclusion, action) => {
		expect(actionOf(run({ conclusion }))).toBe(action);
	});

	it("pages nobody for what people work on, and does for a nightly run of a branch", () => {
		expect(actionOf(run({ head_branch: "feature" }))).toBeUndefined();
		expect(actionOf(run({ head_branch: "feature", event: "pull_request" }))).toBeUndefined();
		expect(actionOf(run({ head_branch: "release", event: "schedule" }))).toBe("trigger");
	});

	it("is one problem for its workflow and branch, whichever run told of it", () => {
		const [began] = readGithub(run({ id: 1 })) ?? [];
		const [ended] = readGithub(run({ id: 2, conclusion: "success" })) ?? [];
		expect(ended?.dedupKey).toBe(began?.dedupKey);
	});
});

describe("a check run", () => {
	it("counts for the default branch, and not where it is a part of a workflow run", () => {
		expect(readGithub(check())).toMatchObject([
			{
				action: "trigger",
				dedupKey: "octo/shop/check/buildkite/e2e/main",
				title: "e2e failed on octo/shop (main)",
			},
		]);
		expect(actionOf(check({ app: { slug: "github-actions" } }))).toBeUndefined();
		expect(actionOf(check({ check_suite: { head_branch: "feature" } }))).toBeUndefined();
	});
});

it("is silent about a ping, a run that has begun, and all else that a webhook may bring", () => {
	for (const payload of [
		{ zen: "Keep it simple", hook: {} },
		{ ...run(), action: "requested" },
		{ ref: "x" },
	])
		expect(readGithub(payload)).toEqual([]);
});
