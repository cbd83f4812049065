import type { ActionItemRow } from "../../../db/reviews/action-items.ts";
import { wireOf } from "../../platform/contract/stored.ts";
import { isLate } from "../rules/action-item.ts";
import { actionItemOut } from "./contract.ts";

const wire = wireOf(actionItemOut);

export const actionItemWire = (row: ActionItemRow) => ({ ...wire(row), overdue: isLate(row, Date.now()) });
