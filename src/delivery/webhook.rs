//! A web address that takes JSON.

use std::path::PathBuf;
use std::str::FromStr;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use ureq::Agent;
use ureq::http::Uri;

use super::{duration, secret, timed_out};
use crate::domain::delivery::{Parcel, Setback};
use crate::domain::{Invalid, Seconds, hex};

/// Where to post.
#[derive(Debug, Clone)]
pub struct Address(Uri);

impl FromStr for Address {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let refuse = || Invalid::new(text, "a web address", "e.g. `https://hooks.supplier.example/desk`");
        let uri: Uri = text.parse().map_err(|_| refuse())?;
        let is_web = matches!(uri.scheme_str(), Some("http" | "https"));
        if is_web && uri.host().is_some_and(|host| !host.is_empty()) { Ok(Self(uri)) } else { Err(refuse()) }
    }
}

impl Address {
    /// Names the server alone: what follows it is often as good as a password.
    fn server(&self) -> &str {
        self.0.host().unwrap_or_default()
    }
}

/// How to post.
#[derive(Debug, Clone)]
pub struct Webhook {
    /// Where to.
    pub address: Address,
    /// The file with the secret that signs what is posted.
    pub secret_file: Option<PathBuf>,
    /// How long all of it may take.
    pub timeout: Seconds,
}

impl Webhook {
    /// Posts the message; it has arrived if the answer is 2xx.
    pub(super) fn send(&self, parcel: &Parcel) -> Result<(), Setback> {
        let secret = self.secret_file.as_deref().map(secret).transpose()?;
        let mut request = self
            .agent()
            .post(&self.address.0)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", &parcel.key);
        if let Some(secret) = secret {
            let signature = signature(secret.as_bytes(), parcel.message.as_bytes())?;
            request = request.header("X-Desk-Signature", format!("sha256={signature}"));
        }
        let server = self.address.server();
        match request.send(&parcel.message) {
            Ok(answer) if answer.status().is_success() => Ok(()),
            Ok(answer) => Err(Setback::new(format!("`{server}` answered {}", answer.status()))),
            Err(ureq::Error::Timeout(_)) => Err(timed_out(&format!("`{server}`"), self.timeout)),
            Err(why) => Err(Setback::new(format!("`{server}` could not be talked to: {why}"))),
        }
    }

    fn agent(&self) -> Agent {
        Agent::config_builder()
            .timeout_global(Some(duration(self.timeout)))
            .max_redirects(0)
            .http_status_as_error(false)
            .user_agent(concat!("desk/", env!("CARGO_PKG_VERSION")))
            .build()
            .into()
    }
}

/// Signs a body: HMAC-SHA-256, in small hexadecimal digits.
fn signature(secret: &[u8], body: &[u8]) -> Result<String, Setback> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).map_err(|why| Setback::new(format!("the secret: {why}")))?;
    mac.update(body);
    Ok(hex(&mac.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4231, test case 2.
    #[test]
    fn a_body_is_signed_as_the_standard_says() {
        let signed = signature(b"Jefe", b"what do ya want for nothing?").unwrap();
        assert_eq!(signed, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    #[test]
    fn only_the_web_is_posted_to() {
        for text in ["https://hooks.example/a?b=c", "http://127.0.0.1:8080/"] {
            assert!(text.parse::<Address>().is_ok(), "{text}");
        }
        for text in ["hooks.example", "ftp://hooks.example/", "file:///etc/passwd", "https://", "", "a b"] {
            assert!(text.parse::<Address>().is_err(), "{text}");
        }
    }
}
