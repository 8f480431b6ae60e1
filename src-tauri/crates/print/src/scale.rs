//! The scale of a chart, and how its numbers are written: the same in every format.

/// Round numbers that span the values, from nought: a scale that begins elsewhere makes a small change look large.
pub fn ticks(values: &[f64]) -> Vec<f64> {
    let high = values.iter().copied().fold(f64::MIN, f64::max);
    let mut low = values.iter().copied().fold(f64::MAX, f64::min);
    if low >= 0.0 {
        low = 0.0;
    }
    let range = (high - low).max(high.abs() * 0.1).max(1.0);
    let rough = range / 3.0;
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| *step >= rough);
    let step = step.unwrap_or(10.0 * power);
    let first = (low / step).floor() * step;
    let mut ticks = vec![first];
    while ticks[ticks.len() - 1] < high || ticks.len() < 2 {
        ticks.push(ticks[ticks.len() - 1] + step);
    }
    ticks
}

/// "31", "4.5", without a tail of noughts.
pub fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_span_the_values() {
        assert_eq!(ticks(&[31.0, 22.0, 26.0]), [0.0, 20.0, 40.0]);
        assert_eq!(ticks(&[3.0, 40.0]), [0.0, 20.0, 40.0]);
        assert_eq!(ticks(&[7.0]), [0.0, 5.0, 10.0]);
        assert_eq!(number(4.50), "4.5");
    }
}
