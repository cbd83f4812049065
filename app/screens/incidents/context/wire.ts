import type { alertKeyOut } from "../../../../worker/alerts/alert-keys/contract.ts";
import type { ContextWire } from "../../../../worker/reviews/context/contract.ts";
import type { List } from "../../../state/wire.ts";

export type Context = ContextWire;
export type Similar = Context["similar"][number];
export type Duplicate = Context["duplicates"][number];
export type ContextChange = Context["changes"][number];
export type AlertKey = (typeof alertKeyOut)["_output"];
export type AlertKeys = List<AlertKey>;
