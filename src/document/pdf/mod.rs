//! A document as a PDF: A4, with its fonts in it, as pages that need no browser.

mod draw;
mod face;
mod layout;
mod pages;
mod table;
mod tags;

use krilla::image::Image;

use self::face::Faces;
use super::stationery::{Picture, PictureKind};
use super::{DocumentError, Written};

/// Makes the file. The same document is the same bytes.
///
/// # Errors
/// A letter is not in our fonts, or the logo is no such picture.
pub fn pdf(written: &Written, logo: Option<&Picture>) -> Result<Vec<u8>, DocumentError> {
    let faces = Faces::new()?;
    let logo = logo.map(image).transpose()?;
    #[expect(clippy::cast_precision_loss, reason = "a picture of millions of points is as wide a point more or less")]
    let size = logo.as_ref().map(Image::size).map(|(width, height)| (width as f32, height as f32));
    let pages = layout::lay_out(&faces, written, size);
    draw::draw(&faces, written, &pages, logo.as_ref())
}

fn image(picture: &Picture) -> Result<Image, DocumentError> {
    let bytes = picture.bytes.clone().into();
    let image = match picture.kind {
        PictureKind::Png => Image::from_png(bytes, true),
        PictureKind::Jpeg => Image::from_jpeg(bytes, true),
        PictureKind::Svg => return Err(DocumentError::Picture("a PDF of ours takes PNG and JPEG, not SVG".to_owned())),
    };
    image.map_err(DocumentError::Picture)
}
