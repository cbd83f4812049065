import type { EscalationPolicy } from "../../worker/paging/rules/paging-plan.ts";
import type { Stored } from "../../worker/platform/contract/stored.ts";
import { repository } from "../platform/repository.ts";
import { policies } from "./tables.ts";

export type PolicyRow = Stored & EscalationPolicy;

export const policyRows = repository<PolicyRow>(policies);
