import type { policyPreviewOut } from "../../../../worker/incidents/contract/policy-preview.ts";
import type { findingOut, policyFindingsOut } from "../../../../worker/paging/policy-findings/contract.ts";

/** What is wrong with a policy. */
export type Finding = (typeof findingOut)["_output"];
export type PolicyFindings = (typeof policyFindingsOut)["_output"];
export type PolicyPreview = (typeof policyPreviewOut)["_output"];
