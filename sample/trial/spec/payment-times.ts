/** When those who pay do so: shares of the payers by hours since registration, linear in between. */
export interface PaymentTime {
  from_share: number;
  to_share: number;
  from_hour: number;
  to_hour: number;
}

/** The spec knows no payment times: 30 % within the 72 hours, 98 % within 14 days after them (generator's choice). */
export const paymentTimes: PaymentTime[] = [
  { from_share: 0, to_share: 0.06, from_hour: 1, to_hour: 24 },
  { from_share: 0.06, to_share: 0.15, from_hour: 24, to_hour: 48 },
  { from_share: 0.15, to_share: 0.3, from_hour: 48, to_hour: 72 },
  { from_share: 0.3, to_share: 0.65, from_hour: 72, to_hour: 144 },
  { from_share: 0.65, to_share: 0.98, from_hour: 144, to_hour: 408 },
  { from_share: 0.98, to_share: 1, from_hour: 408, to_hour: 792 },
];

/** Share of the payers who pay before the horizon of the label: 72 hours and 14 days. */
export const HORIZON_SHARE = 0.98;
