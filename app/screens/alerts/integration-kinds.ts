import type { integrationIn, integrationOut } from "../../../worker/alerts/integrations/contract.ts";
import { type InboundWords, inOrderOf } from "../../../worker/alerts/rules/inbound-words.ts";

export type Integration = (typeof integrationOut)["_output"];
export type Kind = (typeof integrationIn)["_output"]["kind"];

/** Each format's words, by the folder that is called like its kind: all of those that the Worker serves. */
const FOLDERS = import.meta.glob<InboundWords>("../../../worker/alerts/inbound/*/words.ts", {
	eager: true,
	import: "words",
});
const ALL = Object.entries(FOLDERS).map(([path, words]) => ({
	...words,
	kind: path.split("/").at(-2) as Kind,
}));

/** What can be chosen, with the names that people know. */
export const KINDS = inOrderOf("name", ALL).map(({ kind, name }) => ({ value: kind, name }));
export const USUAL_KIND = ALL.find(({ isCatchAll }) => isCatchAll)?.kind ?? "generic";
export const kindName = (kind: string) => ALL.find((one) => one.kind === kind)?.name ?? kind;

/** What to do in the other tool; nothing is known of a kind that is not built. */
export const setUpWords = (kind: string) => ALL.find((one) => one.kind === kind);

/** "Alertmanager, PagerDuty’s Events API, or plain JSON" */
export const kindsInOneSentence = (): string =>
	new Intl.ListFormat("en", { type: "disjunction" }).format(
		inOrderOf("short", ALL).map(({ short }) => short),
	);
