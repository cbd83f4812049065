import type { z } from "zod";
import type { UserRow } from "../../../db/people/users.ts";
import type { FieldError } from "../../platform/contract/problem.ts";
import type { Env } from "../../platform/env.ts";
import type { AppContext } from "../../platform/http/app-env.ts";
import type { AddressField, contactMethodPatch } from "../contact-methods/contract.ts";
import type { Notice, PageMessage } from "../rules/payload.ts";
import type { ReadyRequest } from "./outcome.ts";

export type GivenAddress = Pick<z.output<typeof contactMethodPatch>, AddressField>;
type Given<Field extends AddressField> = NonNullable<GivenAddress[Field]>;

/** What everybody may read of an address: no key and no secret, of a push endpoint only the host. */
export interface ReadableAddress {
	endpointHost: string | null;
	url: string | null;
	address: string | null;
}

/** How the address of one kind is taken and kept. `Kept` is what `keep` made: it is stored sealed, as JSON. */
export interface AddressForm<Field extends AddressField = AddressField, Kept = unknown> {
	/** Where the wire has it: the other fields are refused. */
	field: Field;
	/** What is wrong with it beyond its shape. */
	refuse?(c: AppContext, given: Given<Field>): FieldError[] | Promise<FieldError[]>;
	/** `before` is null for a new method, and for one whose address does not open any more. */
	keep(given: Given<Field>, before: Kept | null): Kept;
	readable(kept: Kept): Partial<ReadableAddress>;
	/** Names the device behind it: one that registers again keeps its row, and is active again. */
	device?(kept: Kept): string;
	/** Shown once, to who made the method. */
	secrets?(kept: Kept): Record<string, string>;
	/** Stands in for an address that was not given. */
	ofAccount?(user: UserRow): Given<Field>;
}

/** One way to reach somebody. Its traits stand apart, in `traits.ts`, since the rules read them. */
export interface Channel<Field extends AddressField = AddressField, Kept = unknown>
	extends AddressForm<Field, Kept> {
	/** Waits for all that has to be waited for; the request that it answers then leaves at once. */
	ready(env: Env, kept: Kept, message: PageMessage): Promise<ReadyRequest>;
	/** The same for what nobody has to answer. Where the trait `carriesNotices` is true. */
	readyNotice?(env: Env, kept: Kept, notice: Notice): Promise<ReadyRequest>;
}
