import type { IdKind } from "../platform/rules/id.ts";
import type { Step } from "./rules/steps.ts";

/** Some calls of a plan, to be made in an invocation of their own. */
export interface PartOfPlan {
	steps: Step[];
	/** Which identifiers stand for which real ones, as far as they are known. */
	ids: Record<string, string>;
	/** What lets the caller in: the headers of the call that this is a part of. */
	headers: Record<string, string>;
	origin: string;
	/** Who holds the lease. */
	holder: string;
}

export interface MadeSecret {
	item: number;
	secret: string;
	url: string | null;
}

export interface PartDone {
	/** The places of the steps that were done are those before this one. */
	done: number;
	/** Why the next one was not done; null when all were. */
	failure: string | null;
	ids: Record<string, string>;
	secrets: MadeSecret[];
	keys: { kind: IdKind; key: string; id: string }[];
}

export interface ConfigurationPartRpc {
	write(part: PartOfPlan): Promise<PartDone>;
}

/** `ConfigurationPart` is exported by the entry, so the platform offers it here; its types do not know our exports. */
export function configurationPartOf(ctx: { exports: object }): ConfigurationPartRpc {
	return (ctx.exports as { ConfigurationPart: ConfigurationPartRpc }).ConfigurationPart;
}
