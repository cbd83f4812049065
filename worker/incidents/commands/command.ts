import type { z } from "@hono/zod-openapi";
import type { PagingPlan, Target } from "../../paging/rules/paging-plan.ts";
import type { Method } from "../../platform/contract/endpoint.ts";
import type { Actor } from "../../platform/rules/caller.ts";
import type { IdKind } from "../../platform/rules/id.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { Decision } from "../rules/decision.ts";
import type { Incident } from "../rules/incident.ts";

/** What a command is decided from. */
export interface CommandFacts {
	incident: Incident;
	paging: PagingPlan;
	actor: Actor;
	now: Instant;
	newId(kind: IdKind): string;
}

type Words = Record<string, readonly string[]>;

/** `put /api/v1/incidents/{id}/<path>`. A word of the path, such as `{role}`, is a field of the command. */
export interface CommandCall<
	Body extends z.ZodType = z.ZodType,
	Given extends Words = Words,
	Text extends string = string,
> {
	method: Method;
	path: string;
	summary: string;
	body: Body;
	words?: Given;
	/** Parameters of the path that may be any text: fields of the command too. */
	texts?: readonly Text[];
}

/** One command, whole: how it is called, what it takes, when it may be given, and what it decides. */
export interface CommandDefinition<Fields = object, Call extends CommandCall | null = CommandCall | null> {
	/** Null: only the product itself gives it. */
	call: Call;
	/** A resolved incident takes it too. */
	afterResolve?: boolean;
	/** Whom it names, who may be nowhere in the incident's plan, or have joined since: they are read first. */
	names?(fields: Fields): Target[];
	/** Pure: the same command on the same incident decides the same. */
	decide(facts: CommandFacts, fields: Fields): Decision;
}

/** A body without fields adds none. */
type Said<Body extends z.ZodType> = z.output<Body> extends Record<string, never> ? object : z.output<Body>;

type Fields<Body extends z.ZodType, Given extends Words, Text extends string> = Said<Body> & {
	[Name in keyof Given]: Given[Name][number];
} & { [Name in Text]: string };

/** A command that people and scripts give through the API. `More` are fields that the product itself may add. */
export function command<const Call extends CommandCall, More extends object = object>(
	definition: CommandDefinition<FieldsOf<Call> & More, Call>,
): CommandDefinition<FieldsOf<Call> & More, Call> {
	return definition;
}

/** What the caller of this call says: its body, and the words of its path. */
export type FieldsOf<Call extends CommandCall> = Fields<
	Call["body"],
	Call["words"] extends Words ? Call["words"] : Record<never, never>,
	Call["texts"] extends readonly (infer Text extends string)[] ? Text : never
>;
