import type { ChannelTraits } from "../traits.ts";

export const webhookTraits: ChannelTraits = {
	arrival: "answer",
	carriesToken: true,
	needsVerification: false,
};
