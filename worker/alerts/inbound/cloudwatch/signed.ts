/** What Amazon SNS documents of its signature: what is signed, where the certificate may come from, and whether it holds. */
import { createVerify, X509Certificate } from "node:crypto";
import type { SnsEnvelope } from "./payload.ts";

const SNS_HOST = /^sns\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/;
const NOTIFICATION = ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"] as const;
const QUESTION = ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"] as const;
const ALGORITHMS: Record<string, string> = { 1: "RSA-SHA1", 2: "RSA-SHA256" };

/** `also`: hosts of the operator, `host:port`, where something stands in for SNS. */
export function isOfSns(url: string, also: ReadonlySet<string>): boolean {
	if (!URL.canParse(url)) return false;
	const { protocol, hostname, host } = new URL(url);
	return also.has(host) || (protocol === "https:" && SNS_HOST.test(hostname) && host === hostname);
}

/** The names and values of what is signed, a line each, in the order of their names. */
export function signedText(envelope: SnsEnvelope): string {
	const names = envelope.Type === "Notification" ? NOTIFICATION : QUESTION;
	const present = names.filter((name) => envelope[name] !== undefined && envelope[name] !== null);
	return present.map((name) => `${name}\n${envelope[name]}\n`).join("");
}

/** False for an unknown version of the signature, for what is no certificate, and for one that is over. */
export function isSignedBy(certificatePem: string, envelope: SnsEnvelope, now: number): boolean {
	const algorithm = ALGORITHMS[envelope.SignatureVersion];
	if (!algorithm) return false;
	try {
		const certificate = new X509Certificate(certificatePem);
		if (Date.parse(certificate.validTo) < now) return false;
		const verify = createVerify(algorithm).update(signedText(envelope), "utf8");
		return verify.verify(certificate.publicKey, envelope.Signature, "base64");
	} catch {
		return false;
	}
}
