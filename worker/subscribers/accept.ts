import { email } from "../paging/channels/email/channel.ts";
import { accountsOf } from "../paging/sending/accounts.ts";
import type { FieldError } from "../platform/contract/problem.ts";
import type { AppContext } from "../platform/http/app-env.ts";
import { fieldError } from "../platform/http/input.ts";
import { API_PER_MINUTE, networkOf, overLimit } from "../platform/http/rate-limit.ts";
import { blockedTarget } from "../platform/http/targets.ts";
import { subscribersOf } from "../platform/stubs.ts";
import { sha256Hex } from "../platform/vault/digest.ts";
import type { PublicComponent } from "../services/rules/component.ts";
import { possibleKinds } from "./kinds.ts";
import type { Wish } from "./rpc.ts";
import { tidyTarget } from "./rules/subscription.ts";

/** Of one network. Where the platform names none, everybody would share it: there an API's limit holds. */
const PER_MINUTE = 20;

export type Accepted = { kind: "accepted" | "limited" | "full" } | { kind: "wrong"; errors: FieldError[] };

/** Takes on whoever wants to be kept posted, or says what is wrong with what they typed. */
export async function accept(
	c: AppContext,
	{ kind, target: typed, componentIds }: Wish,
	components: PublicComponent[] | null,
): Promise<Accepted> {
	const address = c.req.header("cf-connecting-ip");
	const caller = await sha256Hex(`subscribe ${networkOf(address)}`);
	if (overLimit(caller, Date.now(), address ? PER_MINUTE : API_PER_MINUTE)) return { kind: "limited" };
	const target = tidyTarget(kind, typed);
	const possible = possibleKinds(await accountsOf(c.env));
	if (!possible.includes(kind)) {
		const message = `can’t be sent by this instance. Possible: ${possible.join(", ")}`;
		return { kind: "wrong", errors: [fieldError("/kind", message)] };
	}
	const errors = [...refuseTarget(c, kind, target), ...refuseComponents(componentIds, components)];
	if (errors.length > 0) return { kind: "wrong", errors };
	const taken = await subscribersOf(c.env).subscribe({ kind, target, componentIds });
	return { kind: taken === "taken" ? "accepted" : "full" };
}

function refuseTarget(c: AppContext, kind: Wish["kind"], target: string): FieldError[] {
	if (kind !== "email") {
		if (!URL.canParse(target)) return [fieldError("/target", "must be a URL that starts with https://")];
		return blockedTarget(c, "webhook", target, "/target");
	}
	const wrong = target.length > 320 ? "must be a mailbox" : email.wrong?.(target);
	return wrong ? [fieldError("/target", wrong)] : [];
}

function refuseComponents(ids: string[] | null, components: PublicComponent[] | null): FieldError[] {
	const known = new Set(components?.map(({ id }) => id));
	return (ids ?? []).flatMap((id, i) =>
		known.has(id) ? [] : [fieldError(`/componentIds/${i}`, "is not on the status page")],
	);
}
