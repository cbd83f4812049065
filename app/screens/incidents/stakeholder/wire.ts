import type { stakeholderViewOut } from "../../../../worker/incidents/stakeholder-links/contract.ts";

export type StakeholderView = (typeof stakeholderViewOut)["_output"];
