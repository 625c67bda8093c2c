//! What staff can set on their screen as well: the seller, transfers, orders, stock and alerts. What is set here is the operator's, and shown there.

use domain::settings::{Setting, SettingValues, check_settings};

use super::{reader::Reader, variable::Variable};

/// Reads what the operator has set of them, by the rules that the screen has, too.
pub(super) fn read(reader: &mut Reader<'_>) -> SettingValues {
    let variable = |setting: Setting| Variable::new(setting.variable(), setting.key());
    let values: SettingValues =
        Setting::ALL.into_iter().filter_map(|setting| Some((setting, reader.text(variable(setting))?.to_owned()))).collect();
    for fault in check_settings(&values, reader.production) {
        reader.fault(variable(fault.setting), fault.problem(), fault.remedy());
    }
    values
}
