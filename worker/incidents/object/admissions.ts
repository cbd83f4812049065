import type { Admission } from "../../paging/rules/bundling.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { bundlesOf } from "../../platform/stubs.ts";
import { withTimeout } from "../../platform/with-timeout.ts";
import { bundleQuestion } from "../rules/bundled.ts";
import type { LeavingPage } from "./sender.ts";

/** Whoever decides about bundles has this long to say so: a page that hears nothing leaves by itself. */
const ADMIT_MS = 250;

const ALONE: Admission = { kind: "alone" };

/** Asks whether pages leave by themselves or wait for a bundle. Those of one turn hear it together: one commit for all. */
export class Admissions {
	private together: Promise<Admission>[] | null = null;

	constructor(private readonly env: Env) {}

	/** Never rejects, and never takes longer than `ADMIT_MS`. */
	async ask(leaving: LeavingPage, now: number): Promise<Admission> {
		const own = this.one(leaving, now);
		this.together ??= [];
		const { together } = this;
		together.push(own);
		await Promise.resolve();
		this.together = null;
		await Promise.all(together);
		return own;
	}

	private async one({ incident, paging, page }: LeavingPage, now: number): Promise<Admission> {
		const question = bundleQuestion(incident, paging, page, now);
		if (question === null || page.userId === null) return ALONE;
		const { methodId, id: pageId } = page;
		try {
			const asked = bundlesOf(this.env, page.userId).admit({ ...question, methodId, pageId });
			return await withTimeout(asked, ADMIT_MS);
		} catch (error) {
			log("bundle.not_asked", { pageId, error: String(error) });
			return ALONE;
		}
	}
}
