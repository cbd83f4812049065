/** GitHub's webhooks of workflow runs and check runs. Everything else that a webhook may bring has neither. */
import { z } from "zod";
import { maybe, part, text } from "../lenient.ts";

export const githubEvent = z.object({
	action: text,
	workflow_run: maybe({
		workflow_id: text,
		name: text,
		display_title: text,
		head_branch: text,
		head_sha: text,
		event: text,
		conclusion: text,
		html_url: text,
		run_number: text,
		run_attempt: text,
		actor: part({ login: text }),
	}),
	check_run: maybe({
		name: text,
		head_sha: text,
		conclusion: text,
		html_url: text,
		details_url: text,
		output: part({ title: text, summary: text }),
		app: part({ slug: text }),
		check_suite: part({ head_branch: text }),
	}),
	repository: part({ full_name: text, default_branch: text }),
});
export type GithubEvent = z.infer<typeof githubEvent>;
