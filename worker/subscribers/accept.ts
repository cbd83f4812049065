import type { PublicIncident } from "../incidents/rules/public-view.ts";
import { email } from "../paging/channels/email/channel.ts";
import { push } from "../paging/channels/push/channel.ts";
import { accountsOf } from "../paging/sending/accounts.ts";
import { refuseDestination } from "../paging/sending/refuse-destination.ts";
import type { FieldError } from "../platform/contract/problem.ts";
import type { AppContext } from "../platform/http/app-env.ts";
import { fieldError } from "../platform/http/input.ts";
import { API_PER_MINUTE, networkOf, overLimit } from "../platform/http/rate-limit.ts";
import { blockedTarget } from "../platform/http/targets.ts";
import { subscribersOf } from "../platform/stubs.ts";
import { sha256Hex } from "../platform/vault/digest.ts";
import type { PublicComponent } from "../services/rules/component.ts";
import type { GivenSubscription } from "./contract.ts";
import { possibleKinds } from "./kinds.ts";
import { tidyTarget } from "./rules/subscription.ts";

/** Of one network. Where the platform names none, everybody would share it: there an API's limit holds. */
const PER_MINUTE = 20;

export type Accepted = { kind: "accepted" | "limited" | "full" } | { kind: "wrong"; errors: FieldError[] };

/** What is on the status page: only that can be chosen. */
export interface OnPage {
	components: PublicComponent[];
	incidents: PublicIncident[];
}

/** Takes on whoever wants to be kept posted, or says what is wrong with what they typed. */
export async function accept(
	c: AppContext,
	given: GivenSubscription,
	shown: OnPage | null,
): Promise<Accepted> {
	const address = c.req.header("cf-connecting-ip");
	const caller = await sha256Hex(`subscribe ${networkOf(address)}`);
	if (overLimit(caller, Date.now(), address ? PER_MINUTE : API_PER_MINUTE)) return { kind: "limited" };
	const { kind, target: typed, ...wish } = given;
	const possible = possibleKinds(await accountsOf(c.env));
	if (!possible.includes(kind)) {
		const message = `can’t be sent by this instance. Possible: ${possible.join(", ")}`;
		return { kind: "wrong", errors: [fieldError("/kind", message)] };
	}
	const errors = [...(await refuseTarget(c, given)), ...refuseChoice(given, shown)];
	if (errors.length > 0) return { kind: "wrong", errors };
	const target =
		typeof typed === "string"
			? tidyTarget(kind, typed)
			: JSON.stringify({ endpoint: typed.endpoint, keys: typed.keys });
	const taken = await subscribersOf(c.env).subscribe({ kind, target, ...wish });
	return { kind: taken === "taken" ? "accepted" : "full" };
}

async function refuseTarget(c: AppContext, { kind, target }: GivenSubscription): Promise<FieldError[]> {
	if (kind === "push") {
		if (typeof target === "string")
			return [fieldError("/target", "must be the PushSubscription of a browser")];
		const errors = await refuseDestination(c, push, target);
		return errors.map((error) => ({ ...error, pointer: error.pointer.replace("/subscription", "/target") }));
	}
	if (typeof target !== "string") return [fieldError("/target", "must be a text")];
	const tidy = tidyTarget(kind, target);
	if (kind !== "email") {
		if (!URL.canParse(tidy)) return [fieldError("/target", "must be a URL that starts with https://")];
		return blockedTarget(c, "webhook", tidy, "/target");
	}
	const wrong = tidy.length > 320 ? "must be a mailbox" : email.wrong?.(tidy);
	return wrong ? [fieldError("/target", wrong)] : [];
}

function refuseChoice(
	{ componentIds, incidentId, frequency }: GivenSubscription,
	shown: OnPage | null,
): FieldError[] {
	const known = new Set(shown?.components.map(({ id }) => id));
	const errors = (componentIds ?? []).flatMap((id, i) =>
		known.has(id) ? [] : [fieldError(`/componentIds/${i}`, "is not on the status page")],
	);
	if (incidentId === null) return errors;
	const isOpen = shown?.incidents.some((one) => one.incidentId === incidentId && one.resolvedAt === null);
	if (!isOpen) errors.push(fieldError("/incidentId", "is not an open incident of the status page"));
	if (componentIds !== null)
		errors.push(
			fieldError("/componentIds", "must be null with incidentId: one incident is followed as a whole"),
		);
	if (frequency !== "each")
		errors.push(fieldError("/frequency", "must be each with incidentId: an incident is told as it goes on"));
	return errors;
}
