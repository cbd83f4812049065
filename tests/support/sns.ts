/** What stands for Amazon SNS: messages that it signs, and the certificate that it shows for that. */
import { createSign } from "node:crypto";
import type { SnsEnvelope } from "../../worker/alerts/inbound/cloudwatch/payload.ts";
import { signedText } from "../../worker/alerts/inbound/cloudwatch/signed.ts";

/** A message that holds, of its own topic; `SigningCertURL` is to be where `SNS_CERTIFICATE` is served. */
export function signedBySns(more: Partial<SnsEnvelope> = {}): SnsEnvelope {
	const envelope: SnsEnvelope = {
		Type: "Notification",
		MessageId: "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
		TopicArn: "arn:aws:sns:eu-west-1:123456789012:alarms",
		Message: "{}",
		Timestamp: "2026-01-05T09:00:12.000Z",
		SignatureVersion: "1",
		Signature: "",
		SigningCertURL: "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService.pem",
		...(more.Type === "SubscriptionConfirmation" && {
			Token: "token",
			SubscribeURL: more.SubscribeURL ?? "",
		}),
		...more,
	};
	const algorithm = envelope.SignatureVersion === "1" ? "RSA-SHA1" : "RSA-SHA256";
	const sign = createSign(algorithm).update(signedText(envelope), "utf8");
	return { ...envelope, Signature: sign.sign(KEY, "base64") };
}

/** Made for these tests, known to the public and worth nothing. */
export const SNS_CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIDGzCCAgOgAwIBAgIUcxa1R1e8cOqmrxx6RvtQ+ZpSS8kwDQYJKoZIhvcNAQEL
BQAwHDEaMBgGA1UEAwwRc25zLmFtYXpvbmF3cy5jb20wIBcNMjYxMTI4MjExMjAw
WhgPMjEyNjExMDQyMTEyMDBaMBwxGjAYBgNVBAMMEXNucy5hbWF6b25hd3MuY29t
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEArF30sY51gC6Q48Pt1z3f
+fLeXCmWmg1K5UDHaQ9Tx2sO+jYmEfuwRCpt7XrLTcRcBN5/kfgiwraXzHnuoonA
LVCiv6ci0llOc/9HQqBwSh1NY4UJNJQipJLuShdoVJyAWhT9yNAJVpLtiAHnBCCm
PeasQyfX4NkBczXx645IroWgk0zBdyi0vlvHNBQm7cSjZPhIk4/3VcPHI/G/uuoI
9ax8BaeprnuHSdIOoN+oW3WrWlADdlr9qpABy0cFJqHd6SlRE33HGtQ8F6G59xxU
Whzw7bX9FX8vIm0psqTQDW0YXV8N+KcAwy8OF5Pz5C09ld2bF016Wcfvugba7OEo
mwIDAQABo1MwUTAdBgNVHQ4EFgQUrraZvVXbTnGsa5f95JVgKgrMpgAwHwYDVR0j
BBgwFoAUrraZvVXbTnGsa5f95JVgKgrMpgAwDwYDVR0TAQH/BAUwAwEB/zANBgkq
hkiG9w0BAQsFAAOCAQEAkdaDUtcOb3C8httuStrkiKETQKEBk8DxUxjrCHk8K5DM
UJfQJLPromxu96gZBMeCW00sdTrR/UZrT8fzxyCIyA7UHszwQVk4N6tT4qyH9lhl
e2VlPUdkcO7KQw497WzwgCsPOW91yS/nSbZFFOZAXB7R1Rl7bVK6nSd9OpdxMfmi
xMKzOvF9LfeEbz88oX7XoI12hioNlLrvdMj7NfxlbN2bnZt8JBCmlmjaDtLYaoOL
Bz48hzaBfvpSyp83CaIoboRE5cIg4FgU7R+Rht/P31m9K1lzMf60Zk3Vf+hTpSL/
HmFYcNvE2uB2iyeilR/ny3YgBHWCAv/oWZUiTKyHrw==
-----END CERTIFICATE-----
`;

const KEY = `-----BEGIN PRIVATE KEY-----
MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQCsXfSxjnWALpDj
w+3XPd/58t5cKZaaDUrlQMdpD1PHaw76NiYR+7BEKm3testNxFwE3n+R+CLCtpfM
ee6iicAtUKK/pyLSWU5z/0dCoHBKHU1jhQk0lCKkku5KF2hUnIBaFP3I0AlWku2I
AecEIKY95qxDJ9fg2QFzNfHrjkiuhaCTTMF3KLS+W8c0FCbtxKNk+EiTj/dVw8cj
8b+66gj1rHwFp6mue4dJ0g6g36hbdataUAN2Wv2qkAHLRwUmod3pKVETfcca1DwX
obn3HFRaHPDttf0Vfy8ibSmypNANbRhdXw34pwDDLw4Xk/PkLT2V3ZsXTXpZx++6
Btrs4SibAgMBAAECggEAIwWkJj+P2E+d2OmCde14iMy0KX25v+tbgGE9IzeeCjLS
hDxkV9sP4YnNdCczD8YJ/GNJAFuulGmNRlqwBg5/IbX0m4RWKu9CZYdE72Cx8B0s
EECDsk83CsFf8WX4KNjzq1oAhsDeZNzNrojUa55GqOUpsytxTZpKFSKs2PO8CNmA
ZrD05E4m8i1/KTNQbFKpIKjiK5Zq69Rfm+0tl1CPYYdyj5iAo76wgFydptk8iPCV
wUeEd+9g75K93YIcGnmlCWsoOO1MKvryozn01M3ZM3E97A5Pb9uilS45A3Jx++4N
TzMChmU1IuUf7uSpxNoy9To52oStXqRJdj7e4ZCq4QKBgQDb+hDU0lGWS+7+Bs3E
K36jXGZ5pRc3OKwWSfsB8wxNYVJ6JbfyWy0rcNBCDyCOif7v1lMCuwSxErLDPT0w
3M9fd/3FUvjGYBDwZFy9LALfG+5uErDMO4iO9QBiqwIc4KkX3V6aim5xqbP+f9eP
AkCV7PgeEYJ/qaiWePdoLQ0KJQKBgQDIl/pChFR684gPQf2HwTbmXKjS69iFAuIa
MthWL97Vm8GqsEbDKcsCRweHI5H48KnlY+WDx6TfzMcRy1QBuZnnqMPaa0j/9Igg
5u9R3lmN03l2X3ADvxD0mRHDOsjQlPbiyuVtBVWi3GDv/IpRyD2OraQ3zGB5lgWC
HcHB8qsLvwKBgQDZfVh+0qLP0qushNWUitxeb9DxnIRjmKisMOD3gHI9X2fIVNqV
yAfU12lQptwtkcp5HpJcNMPivvX3iuihEvAFGAHTwsEsgXa99ryqXIVKSbdnJRug
EYxmq12CMEmae5Uzfy815IBl6L+JdKSPRE7O7Mg0EmPQDNIeU+NpIIGv8QKBgHPq
30PxFKC4erfWepwom4Ejqqu4frbeo6pgF4Q2xZ7LE29/zmSZkicOxNrjQ0eIS6Wz
xL4ScMSjoaY2yaT1jGrCq+tcdCL1PHVG/qVgyH+c5WPyYtjHYRT4H7uiDMn8S29j
sJD/tC0ZDSuh1IzOGkSJM4zLHjUk7Kn0aDOb+BwhAoGBANPkaGIDgsBjKCSDpi+z
JLO1yl+c1JFAzVQkUF9fw5wLT7DIaAl87syhDx6XCOPFYdjZHG1Tu7h5qKwxD6cx
PqsBzQDmjhk5fR29KTrXfACYq8e8Dwm2DRKYz6w33HSgonhf4ydJgEVuSC0rCYBp
LnUYHwd9bCpqjd4JUey+RBXW
-----END PRIVATE KEY-----
`;
