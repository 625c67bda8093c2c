//! A device with passkeys, as the standard has it (W3C Web Authentication, level 3): ES256, no attestation, its owner always unlocks it.

use aws_lc_rs::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Its owner is there and has unlocked it (flags UP and UV).
const UNLOCKED: u8 = 0x01 | 0x04;
/// The data of a new credential follow (flag AT).
const ATTESTED: u8 = 0x40;

/// One passkey on a device.
pub struct Device {
    key: EcdsaKeyPair,
    id: [u8; 16],
    user: Vec<u8>,
    counter: u32,
    origin: String,
    pub unlocked: bool,
}

impl Device {
    /// Makes a passkey as these options say, and the answer to them.
    pub fn make(options: &str, origin: &str) -> (Self, String) {
        let options: Value = serde_json::from_str(options).unwrap();
        let options = &options["publicKey"];
        let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &SystemRandom::new()).unwrap();
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, document.as_ref()).unwrap();
        let user = URL_SAFE_NO_PAD.decode(options["user"]["id"].as_str().unwrap()).unwrap();
        let device = Self { key, id: rand::random(), user, counter: 0, origin: origin.into(), unlocked: true };
        let client = device.client_data("webauthn.create", options);
        let data = [device.data(options["rp"]["id"].as_str().unwrap(), ATTESTED), device.credential()].concat();
        let object = [
            // A map of three: "fmt" is "none", "attStmt" is empty, "authData" has less than 64 KiB.
            b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x59".as_slice(),
            &u16::try_from(data.len()).unwrap().to_be_bytes(),
            &data,
        ]
        .concat();
        let answer = json!({
            "id": URL_SAFE_NO_PAD.encode(device.id),
            "rawId": URL_SAFE_NO_PAD.encode(device.id),
            "type": "public-key",
            "response": {
                "attestationObject": URL_SAFE_NO_PAD.encode(object),
                "clientDataJSON": URL_SAFE_NO_PAD.encode(client),
            },
            "extensions": {},
        });
        (device, answer.to_string())
    }

    /// Answers to options that ask for a passkey.
    pub fn answer(&mut self, options: &str) -> String {
        let options: Value = serde_json::from_str(options).unwrap();
        let options = &options["publicKey"];
        self.counter += 1;
        let client = self.client_data("webauthn.get", options);
        let data = self.data(options["rpId"].as_str().unwrap(), 0);
        let signed = [data.as_slice(), &Sha256::digest(&client)].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).unwrap();
        let answer = json!({
            "id": URL_SAFE_NO_PAD.encode(self.id),
            "rawId": URL_SAFE_NO_PAD.encode(self.id),
            "type": "public-key",
            "response": {
                "authenticatorData": URL_SAFE_NO_PAD.encode(data),
                "clientDataJSON": URL_SAFE_NO_PAD.encode(client),
                "signature": URL_SAFE_NO_PAD.encode(signature.as_ref()),
                "userHandle": URL_SAFE_NO_PAD.encode(&self.user),
            },
            "extensions": {},
        });
        answer.to_string()
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        json!({ "type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": false }).to_string().into_bytes()
    }

    fn data(&self, party: &str, flags: u8) -> Vec<u8> {
        let unlocked = if self.unlocked { UNLOCKED } else { 0x01 };
        [Sha256::digest(party).as_slice(), &[unlocked | flags], &self.counter.to_be_bytes()].concat()
    }

    /// The credential's id and its public key as COSE has it.
    fn credential(&self) -> Vec<u8> {
        // Uncompressed: 4, x, y.
        let point = self.key.public_key().as_ref();
        [
            [0; 16].as_slice(),
            &16_u16.to_be_bytes(),
            &self.id,
            // A map of five: key type EC2, ES256, P-256, x and y of 32 bytes.
            b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20",
            &point[1..33],
            b"\x22\x58\x20",
            &point[33..65],
        ]
        .concat()
    }
}
