/** Whom an escalation policy that is not saved would page, and what is wrong with it: nothing is sent or saved. */
import { z } from "@hono/zod-openapi";
import { policyIn } from "../../paging/policies/contract.ts";
import { findingOut } from "../../paging/policy-findings/contract.ts";
import { SEVERITIES } from "../../paging/rules/severity.ts";
import { endpoint } from "../../platform/contract/endpoint.ts";
import { id } from "../../platform/contract/fields.ts";
import { escalationFields } from "./escalation.ts";

export const policyPreviewIn = z
	.strictObject({
		levels: policyIn.shape.levels,
		repeat: policyIn.shape.repeat,
		serviceId: id("service").nullable().default(null).openapi({
			description: "The service that fails. Null: one without a team",
		}),
		severity: z.enum(SEVERITIES).default("P1"),
	})
	.openapi("PolicyDraft");

export const policyPreviewOut = z
	.object({ ...escalationFields, findings: z.array(findingOut) })
	.openapi("PolicyPreview");

export const policyPreviewCalls = {
	create: endpoint("post /api/v1/escalation-policy-previews", {
		tag: "escalation policies",
		summary:
			"Who would be paged when, by a policy that is not saved, and what is wrong with it. Nothing is saved",
		role: "responder",
		scope: "read",
		ids: {},
		body: policyPreviewIn,
		answer: policyPreviewOut,
	}),
};
