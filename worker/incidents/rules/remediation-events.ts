import type { RunAnswer } from "../../remediation/rules/answer.ts";
import type { RunResult } from "../../remediation/rules/remediation.ts";
import type { CheckSeen } from "./incident-types.ts";

/** What every event of a remediation's run carries. */
export interface RemediationRef {
	runId: string;
	remediationId: string;
	name: string;
}

export interface RemediationStarted extends RemediationRef {
	/** Which run of this remediation in this incident. */
	run: number;
	/** It started by itself, and not by somebody's word. */
	automatic: boolean;
	/** No request leaves after it, and no answer counts. */
	deadlineAt: string;
	verifySeconds: number;
	/** Level 1 waits until then for the run's end; null when it waits for nothing. */
	holdsPagesUntilAt: string | null;
}

/** What the receiver said to one attempt; `retryAt` when it is to be asked again. */
export interface RemediationAnswered extends RemediationRef, RunAnswer {
	attempt: number;
	retryAt: string | null;
}

export interface RemediationFinished extends RemediationRef {
	result: RunResult;
	/** For people, where the result alone does not say it. */
	reason: string | null;
	/** The receiver's last words. */
	message: string | null;
	attempts: number;
	/** What the checks of the verification saw fail. */
	evidence: CheckSeen[];
}
