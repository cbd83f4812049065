/** Lighthouse and a browser of its own, in which somebody is signed in. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import lighthouse from "lighthouse";
import type { BrowserContext } from "playwright-core";
import { openProfile } from "./browser.ts";
import type { Instance } from "./instance.ts";
import { letIn } from "./newcomer.ts";
import { freePort } from "./ports.ts";
import { signIn } from "./session.ts";

/** What Lighthouse says of a first visit by a phone of the middle price on a slow network. */
export interface Verdict {
	/** Of 100 each. */
	performance: number;
	accessibility: number;
	bestPractices: number;
	/** What search engines and previews need; the app is none of theirs. */
	seo: number;
	/** What it finds wrong under accessibility and best practices, by name. */
	findings: string[];
	/** How much moved while it loaded: the browser's layout shift, 0 is nothing. */
	shift: number;
}

export interface Judge {
	origin: string;
	context: BrowserContext;
	/** Of one path: `/app/`. */
	verdict(path: string): Promise<Verdict>;
	close(): Promise<void>;
}

const OPTIONS = {
	onlyCategories: ["performance", "accessibility", "best-practices", "seo"],
	logLevel: "error",
	// Pictures that nobody looks at, and waits made for pages of many hosts: half of the time that a verdict takes.
	disableFullPageScreenshot: true,
	...{ pauseAfterFcpMs: 250, pauseAfterLoadMs: 250, networkQuietThresholdMs: 500, cpuQuietThresholdMs: 500 },
} as const;

export async function startJudge(instance: Instance, userId: string): Promise<Judge> {
	const origin = `http://localhost:${instance.port}`;
	const folder = mkdtempSync(join(tmpdir(), "tocsin-profile-"));
	const port = await freePort();
	const context = await openProfile(folder, port);
	await letIn(context, origin, await signIn(instance, userId));
	return {
		origin,
		context,
		verdict: (path) => judge(`${origin}${path}`, port),
		async close() {
			await context.close();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

async function judge(url: string, port: number): Promise<Verdict> {
	const result = await lighthouse(url, { ...OPTIONS, onlyCategories: [...OPTIONS.onlyCategories], port });
	if (!result || result.lhr.runtimeError) throw new Error(result?.lhr.runtimeError?.message ?? "no verdict");
	const { categories, audits } = result.lhr;
	const score = (name: string) => Math.round((categories[name]?.score ?? 0) * 100);
	const findings = ["accessibility", "best-practices"].flatMap((name) =>
		(categories[name]?.auditRefs ?? []).flatMap(({ id, weight }) => {
			const audit = audits[id];
			return audit && weight > 0 && audit.score !== null && audit.score < 1 ? [`${id}: ${audit.title}`] : [];
		}),
	);
	return {
		performance: score("performance"),
		accessibility: score("accessibility"),
		bestPractices: score("best-practices"),
		seo: score("seo"),
		findings,
		shift: audits["cumulative-layout-shift"]?.numericValue ?? Number.NaN,
	};
}
