import type { FieldError } from "../contract/problem.ts";
import { refuseTarget } from "../egress/egress.ts";
import type { EgressPurpose } from "../rules/address.ts";
import type { AppContext } from "./app-env.ts";

/** What keeps us from calling this destination, told when it is saved; empty when nothing does. */
export function blockedTarget(
	c: AppContext,
	purpose: EgressPurpose,
	target: string,
	pointer: string,
): FieldError[] {
	const why = refuseTarget(c.env, purpose, target);
	return why === null ? [] : [{ pointer, code: "target-blocked", message: why }];
}
