import { table } from "../table.ts";
import { isImage } from "../coerce.ts";
import type { ActionContext, ActionHandler } from "../context.ts";
import { extensionOfType, fileOf } from "../files.ts";
import { contentsOfUrl } from "./web.ts";
import { withoutExtension, NOTHING, type FileItem, type Item, type Value } from "../value.ts";

/*
 * Images without a codec (3.9): names, types, counts and sizes are right; pixels are not there.
 */

/** The files of an input; what is no file stays as it is. */
function images(context: ActionContext, change: (image: FileItem) => Item | Value): Item[] {
  return context
    .input("File")
    .flatMap(fetched(context))
    .flatMap((item): Item[] => {
      if (item.kind === "placeholder") return [item];
      // How a page looks that is drawn as a picture, only a browser knows.
      if (item.kind === "richText") return [...context.unknown("a picture of a page")];
      if (item.kind !== "file") return context.cannotConvert(item, "Image");
      const changed = change(item);
      return "kind" in changed ? [changed] : [...changed];
    });
}

/** A URL stands for what is there (1.7). */
function fetched(context: ActionContext): (item: Item) => Value {
  return (item) => (item.kind === "url" ? contentsOfUrl(item.url, context) : [item]);
}

/** The same image with another size; its bytes are not known any more. */
function resized(image: FileItem, width: number | undefined, height: number | undefined): FileItem {
  const changed: { -readonly [key in keyof FileItem]: FileItem[key] } = { ...image, content: null };
  delete changed.size;
  delete changed.width;
  delete changed.height;
  if (width !== undefined && Number.isFinite(width)) changed.width = Math.round(width);
  if (height !== undefined && Number.isFinite(height)) changed.height = Math.round(height);
  return changed;
}

/** A length that may be left to follow from the other. */
function length(key: string, context: ActionContext): number | undefined {
  const given = context.given(key);
  if (given === undefined || given === "") return undefined;
  return context.number(key, 0).toNumber();
}

/** Resize Image: a side that is left out keeps the proportions. */
const resize: ActionHandler = (context) => {
  const key = context.choice("WFImageResizeKey", "Size");
  return images(context, (image) => {
    const { width, height } = image;
    if (width === undefined || height === undefined)
      return resized(image, length("WFImageResizeWidth", context), length("WFImageResizeHeight", context));
    if (key === "Percentage") {
      const share = (length("WFImageResizePercentage", context) ?? 100) / 100;
      return resized(image, width * share, height * share);
    }
    if (key === "Longest Edge") {
      const share =
        (length("WFImageResizeLength", context) ?? Math.max(width, height)) / Math.max(width, height);
      return resized(image, width * share, height * share);
    }
    const high = length("WFImageResizeHeight", context);
    const wide =
      length("WFImageResizeWidth", context) ?? (high === undefined ? 640 : (width * high) / height);
    return resized(image, wide, high ?? (height * wide) / width);
  });
};

const FORMATS = table<string>({
  JPEG: "public.jpeg",
  PNG: "public.png",
  HEIF: "public.heic",
  TIFF: "public.tiff",
  GIF: "com.compuserve.gif",
  BMP: "com.microsoft.bmp",
  PDF: "com.adobe.pdf",
});

/** Convert Image: another type and extension. */
const convert: ActionHandler = (context) => {
  const format = context.choice("WFImageFormat", "JPEG");
  return images(context, (image) => {
    const type = FORMATS[format];
    if (type === undefined || image.type === type) return image;
    return {
      ...resized(image, image.width, image.height),
      type,
      name: `${withoutExtension(image.name)}.${extensionOfType(type)}`,
    };
  });
};

/** Combine Images: the sums of one side, the most of the other. */
const combine: ActionHandler = (context) => {
  const all = images(context, (image) => image).filter((item): item is FileItem => item.kind === "file");
  const [first] = all;
  if (first === undefined) return NOTHING;
  const spacing = context.number("WFImageCombineSpacing", 0).toNumber() * (all.length - 1);
  const isVertical = context.choice("WFImageCombineMode", "Horizontally") === "Vertically";
  const sides = (side: "width" | "height") => all.map((image) => image[side] ?? NaN);
  const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0) + spacing;
  const most = (numbers: number[]) => Math.max(...numbers.slice(0, MOST_ARGUMENTS));
  const [width, height] = isVertical
    ? [most(sides("width")), sum(sides("height"))]
    : [sum(sides("width")), most(sides("height"))];
  return [{ ...resized(first, width, height), name: "Combined Image.png", type: "public.png" }];
};

const MOST_ARGUMENTS = 10_000;

/** Crop Image. */
const crop: ActionHandler = (context) => {
  const width = length("WFImageCropWidth", context) ?? 100;
  const height = length("WFImageCropHeight", context) ?? 100;
  return images(context, (image) =>
    resized(image, Math.min(width, image.width ?? width), Math.min(height, image.height ?? height)),
  );
};

/** Rotate Image: right angles swap the sides, others make room for the corners. */
const rotate: ActionHandler = (context) => {
  const angle = (context.number("WFImageRotateAmount", 90).toNumber() * Math.PI) / 180;
  const [sine, cosine] = [Math.abs(Math.sin(angle)), Math.abs(Math.cos(angle))];
  return images(context, (image) => {
    const { width, height } = image;
    if (width === undefined || height === undefined) return image;
    return resized(image, width * cosine + height * sine, width * sine + height * cosine);
  });
};

/** Flip, mask, overlay, metadata: the size stays. */
const sameSize: ActionHandler = (context) =>
  images(context, (image) => resized(image, image.width, image.height));

/** Make PDF: one of all. */
const makePdf: ActionHandler = (context) => {
  const input = context.input();
  if (input.length === 0) return NOTHING;
  const members = input.map((item) => fileOf(item, context.env));
  const name = members[0]!.name;
  return [
    { kind: "file", name: `${withoutExtension(name)}.pdf`, type: "com.adobe.pdf", content: null, members },
  ];
};

/** Split PDF, Make Image from PDF Page: a page for each part that it was made of. */
const pages =
  (type: string): ActionHandler =>
  (context) =>
    images(context, (pdf) => {
      if (pdf.members === undefined) return context.unknown(`how many pages ${pdf.name} has`);
      return pdf.members.map((_, index) => ({
        kind: "file" as const,
        name: `${withoutExtension(pdf.name)} ${index + 1}.${extensionOfType(type)}`,
        type,
        content: null,
      }));
    });

/** Make GIF: its frames are the images. */
const makeGif: ActionHandler = (context) => {
  const members = context
    .input()
    .filter((item): item is FileItem => item.kind === "file" && isImage(item.type));
  if (members.length === 0) return NOTHING;
  return [
    {
      ...resized(members[0]!, members[0]!.width, members[0]!.height),
      name: "GIF.gif",
      type: "com.compuserve.gif",
      members,
    },
  ];
};

/** Get Frames from Image: only an animated one has several. */
const frames: ActionHandler = (context) =>
  images(context, (image) => {
    if (image.members !== undefined) return image.members;
    return image.type === "com.compuserve.gif"
      ? context.unknown(`how many frames ${image.name} has`)
      : [image];
  });

/** Generate QR Code: an image. */
const barcode: ActionHandler = (context) => {
  context.text("WFText");
  return [
    { kind: "file", name: "QR Code.png", type: "public.png", content: null, width: 1024, height: 1024 },
  ];
};

/** Encode Media: another container. */
const encodeMedia: ActionHandler = (context) => {
  const isAudio = context.flag("WFMediaAudioOnly", false);
  return images(context, (media) => {
    if (!isAudio) return { ...media, content: null };
    return {
      ...media,
      content: null,
      name: `${withoutExtension(media.name)}.m4a`,
      type: "public.mpeg-4-audio",
    };
  });
};

export const imageActions: Record<string, ActionHandler> = {
  "image.resize": resize,
  "image.convert": convert,
  "image.combine": combine,
  "image.crop": crop,
  "image.rotate": rotate,
  "image.flip": sameSize,
  "image.mask": sameSize,
  overlayimageonimage: sameSize,
  setmetadata: sameSize,
  makepdf: makePdf,
  splitpdf: pages("com.adobe.pdf"),
  makeimagefrompdfpage: pages("public.png"),
  makegif: makeGif,
  getframesfromimage: frames,
  generatebarcode: barcode,
  encodemedia: encodeMedia,
  trimvideo: sameSize,
};
