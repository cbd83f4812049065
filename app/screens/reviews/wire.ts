/** What the API answers about reviews and action items, as types alone. */
import type { actionItemOut } from "../../../worker/reviews/action-items/contract.ts";
import type { reviewListed, reviewOut, sectionOut } from "../../../worker/reviews/review/contract/review.ts";
import type { trackerOut } from "../../../worker/reviews/trackers/contract.ts";

export type Review = (typeof reviewOut)["_output"];
export type ReviewSummary = (typeof reviewListed)["_output"];
export type ReviewSection = (typeof sectionOut)["_output"];
export type ActionItem = (typeof actionItemOut)["_output"];
export type Tracker = (typeof trackerOut)["_output"];
