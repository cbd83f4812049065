import type { z } from "@hono/zod-openapi";
import { type Endpoint, endpoint } from "../../platform/contract/endpoint.ts";
import { incidentOut } from "../contract/incidents.ts";
import type { CommandCall } from "./command.ts";
import { COMMANDS, type CommandKind } from "./commands.ts";

type Called = {
	[Kind in CommandKind as (typeof COMMANDS)[Kind]["call"] extends CommandCall ? Kind : never]: NonNullable<
		(typeof COMMANDS)[Kind]["call"]
	>;
};

/** The kinds of commands that the API takes. */
export type CalledKind = keyof Called;

/** The calls of all commands: a responder's, each answered with the incident. */
export const commandCalls = Object.fromEntries(
	Object.entries(COMMANDS).flatMap(([kind, { call }]) => (call === null ? [] : [[kind, callOf(call)]])),
) as { [Kind in CalledKind]: Endpoint<"id", z.ZodType, Called[Kind]["body"]> };

/** "put acknowledgement", for whoever calls: a path that no command has does not compile. */
export type CommandPath = {
	[Kind in CalledKind]: `${Called[Kind]["method"]} ${Called[Kind]["path"]}`;
}[CalledKind];

function callOf({ method, path, summary, body, words }: CommandCall): Endpoint<"id"> {
	return endpoint(`${method} /api/v1/incidents/{id}/${path}`, {
		tag: "incidents",
		summary,
		role: "responder",
		ids: { id: "incident" },
		...(words && { words }),
		body,
		answer: incidentOut,
	});
}
