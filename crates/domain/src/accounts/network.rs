//! Where somebody comes from, no more exactly than is needed: the block of addresses that one household, office or mobile network shares.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

/// Bits that name a block of IPv4 addresses.
const BITS_V4: u32 = 24;

/// The same of IPv6: what providers give one customer is a /56 or smaller, so whoever is counted by less walks through addresses at no cost.
const BITS_V6: u32 = 56;

/// The block that an address is in: a /24 of IPv4, a /56 of IPv6. Tries are counted by it, and it is what is kept of an address for longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AddressBlock(IpAddr);

impl AddressBlock {
    /// The block of an address. An IPv4 address that is written as one of IPv6 (`::ffff:203.0.113.7`) is in the block of the IPv4 address: else every
    /// such address would share one block.
    pub fn of(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V4(address) => Ipv4Addr::from_bits(address.to_bits() & (u32::MAX << (u32::BITS - BITS_V4))).into(),
            IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << (u128::BITS - BITS_V6))).into(),
        })
    }
}

/// In the usual notation: `203.0.113.0/24`, `2001:db8:0:ab00::/56`.
impl fmt::Display for AddressBlock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bits = match self.0 {
            IpAddr::V4(_) => BITS_V4,
            IpAddr::V6(_) => BITS_V6,
        };
        write!(formatter, "{}/{bits}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(address: &str) -> String {
        AddressBlock::of(address.parse().unwrap()).to_string()
    }

    #[test]
    fn neighbours_share_a_block() {
        assert_eq!(block("203.0.113.7"), "203.0.113.0/24");
        assert_eq!(block("203.0.113.255"), "203.0.113.0/24");
        assert_eq!(block("2001:db8:0:abcd:1:2:3:4"), "2001:db8:0:ab00::/56");
        assert_eq!(block("2001:db8:0:abff::1"), "2001:db8:0:ab00::/56");
    }

    #[test]
    fn strangers_do_not() {
        assert_ne!(block("203.0.114.7"), block("203.0.113.7"));
        assert_ne!(block("2001:db8:0:ac00::1"), block("2001:db8:0:ab00::1"));
        assert_eq!(block("0.0.0.0"), "0.0.0.0/24");
        assert_eq!(block("::"), "::/56");
    }

    #[test]
    fn an_address_is_in_one_block_however_it_is_written() {
        assert_eq!(block("::ffff:203.0.113.7"), block("203.0.113.7"));
        assert_ne!(block("::ffff:203.0.113.7"), block("::ffff:198.51.100.7"));
    }
}
