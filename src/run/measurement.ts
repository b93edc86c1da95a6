import { Decimal } from "./decimal.ts";
import type { Environment } from "./environment.ts";
import type { Item, MeasurementItem } from "./value.ts";

/** A unit in the base unit of its dimension: `value * factor + offset`. */
interface Unit {
  type: string;
  factor: Decimal;
  offset: Decimal;
}

/** Foundation's coefficients, by dimension; an offset follows a slash. */
const TABLE: Readonly<Record<string, string>> = {
  Length:
    "Mm 1000000;km 1000;hm 100;dam 10;m 1;dm 0.1;cm 0.01;mm 0.001;µm 0.000001;nm 0.000000001;pm 0.000000000001;in 0.0254;ft 0.3048;yd 0.9144;mi 1609.344;smi 10000;ly 9460730472580800;nmi 1852;fathom 1.8288;fur 201.168;au 149597870700;ua 149597870700;pc 30856775812799588",
  Mass: "kg 1;g 0.001;dg 0.0001;cg 0.00001;mg 0.000001;µg 0.000000001;ng 0.000000000001;oz 0.028349523125;lb 0.45359237;st 6.35029318;t 1000;ton 907.18474;ct 0.0002;oz t 0.0311034768",
  Temperature:
    "K 1;°C 1/273.15;°F 0.55555555555555555555555555555555555556/255.37222222222222222222222222222222222",
  Duration: "hr 3600;min 60;sec 1;s 1;ms 0.001;µs 0.000001;ns 0.000000001;days 86400;weeks 604800",
  Speed:
    "m/s 1;km/h 0.27777777777777777777777777777777777778;mph 0.44704;kn 0.51444444444444444444444444444444444444;kt 0.51444444444444444444444444444444444444",
  "Information Storage":
    "B 8;bit 1;kbit 1000;Mbit 1000000;Gbit 1000000000;KB 8000;kB 8000;MB 8000000;GB 8000000000;TB 8000000000000;PB 8000000000000000;KiB 8192;MiB 8388608;GiB 8589934592;TiB 8796093022208",
  Volume:
    "L 1;kL 1000;dL 0.1;cL 0.01;mL 0.001;m³ 1000;cm³ 0.001;in³ 0.016387064;ft³ 28.316846592;tsp 0.00492892159375;tbsp 0.01478676478125;fl oz 0.0295735295625;cup 0.24;pt 0.473176473;qt 0.946352946;gal 3.785411784",
  Area: "m² 1;km² 1000000;cm² 0.0001;mm² 0.000001;in² 0.00064516;ft² 0.09290304;yd² 0.83612736;mi² 2589988.110336;ac 4046.8564224;ha 10000;a 100",
  Energy: "J 1;kJ 1000;cal 4.184;kcal 4184;kWh 3600000",
  Power: "W 1;kW 1000;mW 0.001;MW 1000000;hp 745.7",
  Pressure:
    "Pa 1;N/m² 1;hPa 100;kPa 1000;MPa 1000000;bar 100000;mbar 100;mmHg 133.322;inHg 3386.39;psi 6894.76",
  Angle:
    "° 1;rad 57.295779513082320876798154814105170332;rev 360;grad 0.9;ʹ 0.016666666666666666666666666666666666667;ʺ 0.00027777777777777777777777777777777777778",
  Frequency: "Hz 1;kHz 1000;MHz 1000000;GHz 1000000000;mHz 0.001",
};

let units: Map<string, Unit> | undefined;

function unitOf(symbol: string): Unit | undefined {
  if (!units) {
    units = new Map();
    for (const [type, list] of Object.entries(TABLE)) {
      for (const entry of list.split(";")) {
        const at = entry.lastIndexOf(" ");
        const [factor, offset = "0"] = entry.slice(at + 1).split("/");
        units.set(entry.slice(0, at), { type, factor: new Decimal(factor!), offset: new Decimal(offset) });
      }
    }
  }
  return units.get(symbol);
}

/** What dimension a unit measures, as Foundation calls it. */
export function dimensionOf(symbol: string): string | undefined {
  return unitOf(symbol)?.type;
}

/** A measurement in another unit; undefined if it is none, or of another dimension, or a unit is not known. */
export function convertMeasurement(
  item: Item,
  symbol: string,
  _env: Environment,
): MeasurementItem | undefined {
  const measured = item.kind === "duration" ? { magnitude: new Decimal(item.seconds), unit: "sec" } : item;
  if (!("unit" in measured)) return undefined;
  const from = unitOf(measured.unit);
  const to = unitOf(symbol);
  if (!from || !to || from.type !== to.type) return undefined;
  const base = measured.magnitude.mul(from.factor).add(from.offset);
  // Thirds of a degree leave a trace in the last digits, which no double has either.
  const magnitude = base.sub(to.offset).div(to.factor).toSignificantDigits(30);
  return { kind: "measurement", magnitude, unit: symbol, type: to.type };
}
