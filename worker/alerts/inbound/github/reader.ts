import type { Alert } from "../../../incidents/rules/alert.ts";
import { boundedDetails, boundedKey, oneLine, safeLinks } from "../plain.ts";
import { type GithubEvent, githubEvent } from "./payload.ts";

/** Cancelled, skipped, stale, neutral and what waits for somebody are neither a failure nor its end. */
const ACTIONS: Record<string, Alert["action"]> = {
	failure: "trigger",
	timed_out: "trigger",
	startup_failure: "trigger",
	success: "resolve",
};

/** Begun by people while they work: on other branches than the default one its failure is theirs. */
const OF_WORK: ReadonlySet<string> = new Set(["push", "pull_request", "pull_request_target", "merge_group"]);
/** Its checks are workflow runs, which tell of themselves. */
const OWN_APP = "github-actions";

/** Null for what is no event of GitHub; no alert for what is no failure of the default branch, nor its end. */
export function readGithub(payload: unknown): Alert[] | null {
	const parsed = githubEvent.safeParse(payload);
	if (!parsed.success) return null;
	const { action, workflow_run: run, check_run: check, repository } = parsed.data;
	if (action !== "completed") return [];
	if (run) return ofRun(run, repository);
	return check ? ofCheck(check, repository) : [];
}

type Repository = GithubEvent["repository"];

function ofRun(run: NonNullable<GithubEvent["workflow_run"]>, repository: Repository): Alert[] {
	const action = ACTIONS[run.conclusion];
	const isOurs = run.head_branch === repository.default_branch || !OF_WORK.has(run.event);
	if (!action || !isOurs) return [];
	const { name, head_branch: branch, head_sha, event, conclusion, run_number, run_attempt } = run;
	const details = { conclusion, event, branch, commit: head_sha, run: run_number, attempt: run_attempt };
	return [
		{
			...alertOf(action, name, branch, repository),
			dedupKey: boundedKey(`${repository.full_name}/workflow/${run.workflow_id || name}/${branch}`),
			details: boundedDetails({ ...details, title: run.display_title, by: run.actor.login }),
			links: safeLinks([{ href: run.html_url, text: "Workflow run" }]),
		},
	];
}

function ofCheck(check: NonNullable<GithubEvent["check_run"]>, repository: Repository): Alert[] {
	const action = ACTIONS[check.conclusion];
	const branch = check.check_suite.head_branch;
	if (!action || check.app.slug === OWN_APP || branch !== repository.default_branch) return [];
	const { name, conclusion, head_sha: commit, output } = check;
	return [
		{
			...alertOf(action, name, branch, repository),
			dedupKey: boundedKey(`${repository.full_name}/check/${check.app.slug}/${name}/${branch}`),
			details: boundedDetails({ conclusion, branch, commit, title: output.title, summary: output.summary }),
			links: safeLinks([
				{ href: check.html_url, text: "Check" },
				{ href: check.details_url, text: "Details" },
			]),
		},
	];
}

function alertOf(action: Alert["action"], name: string, branch: string, { full_name }: Repository) {
	const title = oneLine(`${name || "A check"} failed on ${full_name}${branch ? ` (${branch})` : ""}`);
	return { action, memberKey: null, title, severity: null, source: oneLine(full_name, 255) || "github" };
}
