import { z } from "@hono/zod-openapi";
import { ACTOR_KINDS } from "../rules/caller.ts";

export const actorOut = z
	.object({ kind: z.enum(ACTOR_KINDS), id: z.string().nullable(), name: z.string() })
	.openapi("Actor");
