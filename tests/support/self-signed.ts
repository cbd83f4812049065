/**
 * A certificate that nobody vouches for, and its key: made for this repository's tests, good for `localhost`, known to
 * the public and worth nothing.
 */
export const SELF_SIGNED = {
	cert: `-----BEGIN CERTIFICATE-----
MIIBlzCCAT6gAwIBAgIUAzdUEi8y0lBNGH0HduRKRAhTS7cwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzE2MDcyMloYDzIxMjYxMDMw
MTYwNzIyWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAR9a1CvFxH6T5QaAwJIuwGv3gYTfpAsmpBbDVN7yXIyd5dk2mWjmfyv
0716lsaPaiQyfEpU9KtJ9EOfGalzHsC7o2wwajAdBgNVHQ4EFgQUYMaLpGet2wUX
nGQSI3kLoN1X7E4wHwYDVR0jBBgwFoAUYMaLpGet2wUXnGQSI3kLoN1X7E4wGgYD
VR0RBBMwEYIJbG9jYWxob3N0hwR/AAABMAwGA1UdEwEB/wQCMAAwCgYIKoZIzj0E
AwIDRwAwRAIgLqEcSNdkGWSvNC86+6SeVha35qtLJ97aodq2fJZGUz0CIAI7Jk7B
YJvrM8lHB+YWVVoJgAxpcl+9gzefFFGsoUzT
-----END CERTIFICATE-----
`,
	key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg9+eNYaeiCaDi6oj1
mJhN+R6Vpe9jpEraEBRQqWEp+8OhRANCAAR9a1CvFxH6T5QaAwJIuwGv3gYTfpAs
mpBbDVN7yXIyd5dk2mWjmfyv0716lsaPaiQyfEpU9KtJ9EOfGalzHsC7
-----END PRIVATE KEY-----
`,
};
