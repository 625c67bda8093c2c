//! Which of the design system's colours a picture stands on.

use domain::catalog::Ground;
use image::RgbImage;

/// The grounds as sRGB.
const COLOURS: [(Ground, [u8; 3]); 6] = [
    (Ground::Stone, [205, 198, 189]),
    (Ground::Terracotta, [190, 112, 84]),
    (Ground::Dusk, [140, 157, 176]),
    (Ground::Sage, [160, 172, 148]),
    (Ground::Sand, [224, 205, 174]),
    (Ground::Night, [40, 50, 74]),
];

/// The colour of a ground as sRGB.
pub(super) fn colour(ground: Ground) -> [u8; 3] {
    COLOURS.into_iter().find(|(known, _)| *known == ground).map_or([205, 198, 189], |(_, colour)| colour)
}

/// The ground nearest to the average colour of a picture's edge.
pub(super) fn of_picture(picture: &RgbImage) -> Ground {
    let edge = edge_colour(picture);
    let distance = |colour: [u8; 3]| {
        let (left, right) = (oklab(edge), oklab(colour));
        (0..3).map(|axis| (left[axis] - right[axis]).powi(2)).sum::<f32>()
    };
    let nearest = COLOURS.into_iter().min_by(|left, right| distance(left.1).total_cmp(&distance(right.1)));
    nearest.map(|(ground, _)| ground).unwrap_or_default()
}

/// The average of the outermost pixels.
fn edge_colour(picture: &RgbImage) -> [u8; 3] {
    let (width, height) = picture.dimensions();
    let mut sum = [0_u64; 3];
    let mut pixels = 0_u64;
    for (x, y, pixel) in picture.enumerate_pixels() {
        if x == 0 || y == 0 || x + 1 == width || y + 1 == height {
            pixels += 1;
            for (sum, channel) in sum.iter_mut().zip(pixel.0) {
                *sum += u64::from(channel);
            }
        }
    }
    sum.map(|sum| u8::try_from(sum / pixels.max(1)).unwrap_or(u8::MAX))
}

/// sRGB in Oklab, where distances are those that people see. Matrices: Björn Ottosson, "A perceptual color space for image processing" (2020).
fn oklab(colour: [u8; 3]) -> [f32; 3] {
    let [red, green, blue] = colour.map(|channel| {
        let value = f32::from(channel) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    });
    let l = (0.412_221_46 * red + 0.536_332_55 * green + 0.051_445_995 * blue).cbrt();
    let m = (0.211_903_5 * red + 0.680_699_5 * green + 0.107_396_96 * blue).cbrt();
    let s = (0.088_302_46 * red + 0.281_718_85 * green + 0.629_978_7 * blue).cbrt();
    [
        0.210_454_26 * l + 0.793_617_8 * m - 0.004_072_047 * s,
        1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_7 * s,
        0.025_904_037 * l + 0.782_771_77 * m - 0.808_675_77 * s,
    ]
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;

    #[test]
    fn each_ground_is_nearest_to_itself() {
        for ground in Ground::ALL {
            assert_eq!(of_picture(&RgbImage::from_pixel(4, 4, Rgb(colour(ground)))), ground);
        }
    }

    #[test]
    fn the_edge_counts_and_the_middle_does_not() {
        let picture = RgbImage::from_fn(20, 20, |x, y| {
            let edge = x == 0 || y == 0 || x == 19 || y == 19;
            Rgb(if edge { [30, 40, 70] } else { [255, 255, 255] })
        });
        assert_eq!(of_picture(&picture), Ground::Night);
    }
}
