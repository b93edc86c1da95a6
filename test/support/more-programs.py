# Programs in the styles of models and of people, for what Python does and a shortcut could do otherwise.
# --- and-or value default ; right ; answers=
name = input("Name?") or "World"
show_content(f"Hello {name}")
# --- or value kept ; right ; answers=Bob
name = input("Name?") or "World"
show_content(f"Hello {name}")
# --- and value ; right ; answers=Bob
name = input("Name?")
greeting = name and f"Hi {name}"
show_content(f"[{greeting}]")
# --- and value empty ; right ; answers=
name = input("Name?")
greeting = name and f"Hi {name}"
show_content(f"[{greeting}]")
# --- or chain ; right ; answers=,,z
a = input("1")
b = input("2")
c = a or b or input("3")
show_content(f"{c}")
# --- or with list ; right
xs = []
ys = xs or ["d"]
show_content(f"{ys}")
# --- or numbers ; right
n = 0
m = n or 5
show_content(f"{m}")
# --- short circuit asks ; right ; answers=no,yes
a = input("A?")
if a == "yes" and input("B?") == "yes":
    show_content("both")
else:
    show_content("no")
# --- short circuit or asks ; right ; answers=yes,yes
a = input("A?")
if a == "yes" or input("B?") == "yes":
    show_content("any")
# --- short circuit truth ; right ; answers=no,yes
a = input("A?")
if a == "yes" and input("B?"):
    show_content("both")
else:
    show_content("no")
# --- short circuit chain ; right ; answers=no,3
a = input("A?")
if a == "yes" and 1 < int(input("B?")) < 5:
    show_content("both")
else:
    show_content("no")
# --- short circuit in ; right ; answers=no,b
a = input("A?")
if a == "yes" and input("B?") in ["a", "b"]:
    show_content("both")
else:
    show_content("no")
# --- elif asks ; right ; answers=no,b
a = input("A?")
if a == "yes":
    show_content("1")
elif input("B?") in ("a", "b"):
    show_content("2")
# --- not in asks once ; right ; answers=c
if input("B?") not in ("a", "b"):
    show_content("2")
# --- alias list append ; refused
ys = ["a"]
xs = ys
xs.append("b")
show_content(f"{ys}")
# --- alias list append other ; refused
ys = ["a"]
xs = ys
ys.append("b")
show_content(f"{xs}")
# --- alias chain ; refused
a = b = []
a.append("x")
show_content(f"{b}")
# --- alias by parameter ; refused
def add(xs):
    xs.append("new")

def main():
    ys = ["a"]
    add(ys)
    show_content(f"{ys}")

main()
# --- alias by return ; right
def make(x):
    xs = ["a"]
    xs.append(x)
    return xs

def main():
    ys = make("b")
    ys.append("c")
    show_content(f"{ys}")

main()
# --- alias dict ; refused
d = {"a": "1"}
e = d
e["a"] = "2"
v = d["a"]
show_content(f"{v}")
# --- alias by tuple ; refused
a, b = [], []
c = a
c.append("x")
show_content(f"{a}")
# --- alias in list ; refused
row = []
rows = [row]
row.append("x")
show_content(f"{rows}")
# --- copy with list() ; refused
ys = ["a"]
xs = list(ys)
xs.append("b")
show_content(f"{ys}")
# --- copy with slice ; refused
ys = ["a"]
xs = ys[:]
xs.append("b")
show_content(f"{ys}")
# --- copy with copy ; refused
ys = ["a"]
xs = ys.copy()
xs.append("b")
show_content(f"{ys} {xs}")
# --- alias ended by new list ; right
ys = ["a"]
xs = ys
xs = ["q"]
xs.append("b")
show_content(f"{ys}")
# --- save then reset in loop ; right
out = []
cur = []
for w in ["a", "b", "c"]:
    cur.append(w)
    if w == "b":
        last = f"{cur}"
        out.append(last)
        cur = []
show_content(f"{out}|{cur}")
# --- in list ; right
xs = ["apple", "pear"]
if "app" in xs:
    show_content("yes")
else:
    show_content("no")
# --- in list variable ; right ; answers=pear
xs = ["apple", "pear"]
x = input("?")
if x in xs:
    show_content("yes")
else:
    show_content("no")
# --- not in list ; right
xs = ["apple", "pear"]
if "app" not in xs:
    show_content("no")
# --- in split ; right
xs = "a,bc".split(",")
if "b" in xs:
    show_content("yes")
else:
    show_content("no")
# --- in appended ; right
seen = []
for w in ["ab", "a", "ab"]:
    if w not in seen:
        seen.append(w)
show_content(f"{seen}")
# --- in list and more ; right
xs = ["apple", "pear"]
if "app" in xs or "pear" in xs:
    show_content("yes")
# --- number in list ; right
xs = [1, 2, 3]
n = 2
if n in xs:
    show_content("yes")
# --- number not in list of texts ; refused
xs = ["1", "2"]
n = 1
if n in xs:
    show_content("yes")
else:
    show_content("no")
# --- in text ; right
x = "banana"
if "nan" in x:
    show_content("yes")
# --- text var in text ; right ; answers=NAN
x = "banana"
y = input("?")
if y in x:
    show_content("yes")
else:
    show_content("no")
# --- eq case ; right ; answers=YES
y = input("?")
if y == "yes":
    show_content("yes")
else:
    show_content("no")
# --- number eq text ; refused
n = 5
if n == "5":
    show_content("yes")
else:
    show_content("no")
# --- text eq number ; refused ; answers=5
a = input("?")
if a == 5:
    show_content("yes")
else:
    show_content("no")
# --- text vs number var ; refused ; answers=5
a = input("?")
n = 5
if a == n:
    show_content("yes")
else:
    show_content("no")
# --- text ne number ; refused ; answers=5
a = input("?")
if a != 5:
    show_content("yes")
else:
    show_content("no")
# --- flag eq 1 ; refused
f = True
if f == 1:
    show_content("yes")
else:
    show_content("no")
# --- flag eq text ; refused
f = True
if f == "True":
    show_content("yes")
else:
    show_content("no")
# --- flag added ; refused
count = 0
for w in ["a", "b", "a"]:
    count += w == "a"
show_content(f"{count}")
# --- list eq list ; refused
xs = ["a", "b"]
ys = ["a", "b"]
if xs == ys:
    show_content("yes")
# --- list eq text ; refused
xs = ["a"]
if xs == "a":
    show_content("yes")
else:
    show_content("no")
# --- empty list eq ; refused
xs = []
if xs == []:
    show_content("yes")
# --- len eq 0 ; right
xs = []
if len(xs) == 0:
    show_content("yes")
# --- truth zero ; right
n = 0
if n:
    show_content("yes")
else:
    show_content("no")
# --- truth text zero ; right
n = "0"
if n:
    show_content("yes")
else:
    show_content("no")
# --- truth empty text ; right
n = ""
if n:
    show_content("yes")
else:
    show_content("no")
# --- truth list of empty ; right
xs = [""]
if xs:
    show_content("yes")
else:
    show_content("no")
# --- truth of dict empty ; right
d = {}
if d:
    show_content("yes")
else:
    show_content("no")
# --- truth of dict ; right
d = {"a": 1}
if not d:
    show_content("yes")
else:
    show_content("no")
# --- truth false ; right
f = False
if f:
    show_content("yes")
else:
    show_content("no")
# --- truth of mixed ; refused ; answers=n
x = 0
if input("?") == "y":
    x = "text"
if x:
    show_content("yes")
else:
    show_content("no")
# --- truth of split item ; right
parts = "a,,b".split(",")
for p in parts:
    if p:
        show_content(f"{p}")
# --- truth in dict value ; right
d = {"a": ""}
if d["a"]:
    show_content("yes")
else:
    show_content("no")
# --- truth of number in dict ; right
d = {"a": 0}
if d["a"]:
    show_content("yes")
else:
    show_content("no")
# --- None default ; right
x = None
if x is None:
    x = "d"
show_content(f"{x}")
# --- None eq empty ; right
x = ""
if x is None:
    show_content("none")
else:
    show_content("text")
# --- None vs empty list ; refused
x = []
if x is None:
    show_content("none")
else:
    show_content("list")
# --- is not None list ; refused
x = []
if x is not None:
    show_content("list")
# --- append list ; refused
xs = ["a"]
xs.append(["b", "c"])
n = len(xs)
show_content(f"{n}")
# --- append list var ; refused
ys = ["b", "c"]
xs = ["a"]
xs.append(ys)
n = len(xs)
show_content(f"{n}")
# --- nested list ; refused
xs = [["a", "b"], ["c"]]
n = len(xs)
show_content(f"{n}")
# --- nested for ; refused
for row in [["a", "b"], ["c"]]:
    show_content(f"{row}")
# --- list plus ; right
xs = ["a"] + ["b"]
ys = xs + ["c"]
n = len(ys)
show_content(f"{ys} {n}")
# --- list iadd ; right
xs = ["a"]
xs += ["b", "c"]
n = len(xs)
show_content(f"{xs} {n}")
# --- list iadd var ; right
ys = ["b", "c"]
xs = ["a"]
xs += ys
n = len(xs)
show_content(f"{xs} {n}")
# --- extend var ; right
ys = ["b", "c"]
xs = ["a"]
xs.extend(ys)
n = len(xs)
show_content(f"{xs} {n}")
# --- extend text ; refused
xs = ["a"]
xs.extend("bc")
n = len(xs)
show_content(f"{xs} {n}")
# --- iadd text ; refused
xs = ["a"]
xs += "bc"
n = len(xs)
show_content(f"{xs} {n}")
# --- append none ; refused
xs = ["a"]
xs.append(None)
n = len(xs)
show_content(f"{n}")
# --- append empty ; right
xs = ["a"]
xs.append("")
n = len(xs)
show_content(f"{n}")
# --- list with none ; right
xs = ["a", None, "b"]
n = len(xs)
show_content(f"{n}")
# --- list with variable list ; refused
ys = ["b", "c"]
xs = ["a", ys]
n = len(xs)
show_content(f"{n}")
# --- list with flags ; right
xs = [True, False]
for x in xs:
    if x:
        show_content("yes")
    else:
        show_content("no")
# --- join text ; refused
s = "abc"
t = "-".join(s)
show_content(f"{t}")
# --- join dict ; right
d = {"a": 1, "b": 2}
t = "-".join(d)
show_content(f"{t}")
# --- split empty ; right
s = ""
xs = s.split(",")
n = len(xs)
show_content(f"{n}")
# --- split space ; right
xs = "a  b c".split(" ")
n = len(xs)
show_content(f"{n}")
# --- split none ; refused
xs = "a  b c ".split()
n = len(xs)
show_content(f"{n}")
# --- split max ; refused
xs = "a,b,c".split(",", 1)
n = len(xs)
show_content(f"{n}")
# --- mod negative ; right
n = -7
m = n % 3
show_content(f"{m}")
# --- mod negative var ; right
n = 2
n -= 9
m = n % 3
show_content(f"{m}")
# --- mod even ; right
for i in range(5):
    if i % 2 == 0:
        show_content(f"{i}")
# --- floor div ; right
n = 7
show_content(f"{n // 2}")
# --- floor div negative ; right
n = -7
show_content(f"{n // 2}")
# --- int negative ; refused
n = 3
n = n - 10
show_content(f"{int(n / 2)}")
# --- int of text ; right ; answers=7
n = int(input("?"))
show_content(f"{n + 1}")
# --- float of text ; right ; answers=7.5
n = float(input("?"))
show_content(f"{n * 2}")
# --- round half ; refused
n = 5
show_content(f"{round(n / 2)}")
# --- round digits ; refused
n = 5
show_content(f"{round(n / 3, 2)}")
# --- text times ; refused
s = "ab" * 3
show_content(f"{s}")
# --- text var times ; refused
s = "ab"
t = s * 2
show_content(f"{t}")
# --- list times ; refused
xs = [0] * 3
n = len(xs)
show_content(f"{n}")
# --- percent format ; refused
n = "x"
show_content("a %s" % n)
# --- format ; refused
n = "x"
show_content("a {}".format(n))
# --- fspec ; refused
n = 3
show_content(f"{n:03d}")
# --- fspec float ; refused
n = 3
show_content(f"{n / 2:.2f}")
# --- fconv ; refused
s = "a"
show_content(f"{s!r}")
# --- fdebug ; refused
s = "a"
show_content(f"{s=}")
# --- fnested ; refused
w = 3
s = "a"
show_content(f"{s:>{w}}")
# --- walrus ; refused ; answers=a
if (x := input("?")) == "a":
    show_content(f"{x}")
# --- while ; refused
n = 0
while n < 3:
    n += 1
show_content(f"{n}")
# --- try ; refused
try:
    show_content("a")
except Exception:
    show_content("b")
# --- with ; refused
with open("x") as f:
    show_content("a")
# --- lambda ; refused
f = lambda x: x + 1
show_content(f"{f(1)}")
# --- del ; refused
x = "a"
del x
show_content("b")
# --- global ; refused
count = 0

def bump():
    global count
    count += 1

def main():
    bump()
    bump()
    show_content(f"{count}")

main()
# --- global read ; right
NAME = "n"

def say():
    show_content(f"{NAME}")

def main():
    NAME = "other"
    say()
    show_content(f"{NAME}")

main()
# --- local shadows global after ; right
x = "1"

def main():
    x = "2"
    show_content(f"{x}")

main()
show_content(f"{x}")
# --- closure ; right
def main():
    x = "1"

    def inner(y):
        return f"{x}{y}"

    a = inner("2")
    x = "3"
    b = inner("4")
    show_content(f"{a}{b}")

main()
# --- closure in helper ; right
def helper(z):
    def inner(y):
        return f"{z}{y}"

    return inner("q")

def main():
    show_content(f"{helper('a')}{helper('b')}")

main()
# --- same inner names ; right
def one():
    def fmt(y):
        return f"1{y}"

    return fmt("q")

def two():
    def fmt(y):
        return f"2{y}"

    return fmt("q")

def fmt(y):
    return f"0{y}"

def main():
    show_content(f"{one()}{two()}{fmt('x')}")

main()
# --- helper local equals main local ; right
def helper():
    x = "h"
    show_content(f"{x}")

def main():
    x = "m"
    helper()
    show_content(f"{x}")

main()
# --- helper reads main local ; refused
def helper():
    show_content(f"{y}")

def main():
    y = "m"
    helper()

main()
# --- default at definition ; refused
x = "1"

def f(a=x):
    show_content(f"{a}")

x = "2"
f()
# --- mutable default ; refused
def f(a, xs=[]):
    xs.append(a)
    return f"{xs}"

def main():
    show_content(f"{f('a')}")
    show_content(f"{f('b')}")

main()
# --- keyword order ; right ; answers=1,2
def f(a, b):
    show_content(f"{a}{b}")

def main():
    f(b=input("B"), a=input("A"))

main()
# --- star args ; refused
def f(*args):
    show_content(f"{args}")

def main():
    f("a", "b")

main()
# --- star call ; refused
def f(a, b):
    show_content(f"{a}{b}")

def main():
    xs = ["a", "b"]
    f(*xs)

main()
# --- kw only ; refused
def f(a, *, b="x"):
    show_content(f"{a}{b}")

def main():
    f("a", b="c")
    f("d")

main()
# --- kw only wrong ; refused
def f(a, *, b="x"):
    show_content(f"{a}{b}")

def main():
    f("a", "c")

main()
# --- early return ; right ; answers=,b
def label(x):
    if x == "":
        return "none"
    return f"<{x}>"

def main():
    show_content(label(input("1")))
    show_content(label(input("2")))

main()
# --- early return main ; right ; answers=
def main():
    x = input("1")
    if x == "":
        show_content("empty")
        return
    show_content("full")

if __name__ == "__main__":
    main()
# --- return in loop ; refused
def find(xs):
    for x in xs:
        if x == "b":
            return x
    return "none"

def main():
    show_content(find(["a", "b", "c"]))

main()
# --- recursion ; refused
def f(n):
    if n == 0:
        return 1
    return n * f(n - 1)

def main():
    show_content(f"{f(3)}")

main()
# --- second def ; refused
def f():
    show_content("1")

def f():
    show_content("2")

f()
# --- second def between ; refused
def f():
    show_content("1")

f()

def f():
    show_content("2")

f()
# --- def main twice ; refused
def main():
    show_content("1")

def main():
    show_content("2")
# --- shadow action ; right
def show_alert(x):
    show_content(f"mine {x}")

def main():
    show_alert("a")

main()
# --- shadow builtin ; right
def len(x):
    return "mine"

def main():
    show_content(f"{len('a')}")

main()
# --- shadow str ; right
def str(x):
    return "mine"

def main():
    show_content(str("a"))

main()
# --- shadow variable as builtin ; right
str = "a"
list = ["b"]
show_content(f"{str}{list}")
# --- name input ; right
input = "a"
show_content(f"{input}")
# --- name clipboard ; right
clipboard = "mine"
show_content(f"{clipboard}")
# --- name shortcut_input assigned ; right ; input=in
shortcut_input = "mine"
show_content(f"{shortcut_input}")
# --- name repeat_item ; right
repeat_item = "x"
show_content(f"{repeat_item}")
# --- name repeat_item in loop ; right
repeat_item = "x"
for w in ["a", "b"]:
    show_content(f"{repeat_item}{w}")
# --- name repeat_index ; right
repeat_index = 5
for w in ["a", "b"]:
    show_content(f"{repeat_index}{w}")
show_content(f"{repeat_index}")
# --- unicode names ; right
größe = "1"
ﬁn = "2"
fin2 = f"{fin}{größe}"
show_content(f"{fin2}")
# --- implicit concat ; right
s = "a" "b" f"c"
show_content("x" f"{s}" "y")
# --- comment places ; right
xs = [  # one
    "a",  # two
    # three
    "b",
]
show_content(  # four
    f"{xs}"
)
# --- async ; refused
async def main():
    show_content("a")
# --- decorator ; refused
def deco(f):
    return f

@deco
def main():
    show_content("a")

main()
# --- annotations ; right
def f(a: int, b: str = "x") -> str:
    r: str = f"{a}{b}"
    return r

def main() -> None:
    n: int = 4
    show_content(f(n))

main()
# --- annotation only ; right
x: int
show_content("a")
# --- print sep ; right
print("a", "b", sep="-")
# --- print end ; refused
print("a", end="")
print("b")
# --- print empty ; right
print()
# --- print several ; right
n = 3
print("n is", n, "and", n + 1)
# --- zip ; refused
for a, b in zip(["a", "b"], ["c", "d"]):
    show_content(f"{a}{b}")
# --- reversed ; refused
for a in reversed(["a", "b"]):
    show_content(f"{a}")
# --- sorted ; refused
for a in sorted(["b", "a"]):
    show_content(f"{a}")
# --- sum ; right
xs = [1, 2, 3]
show_content(f"{sum(xs)}")
# --- sum empty ; refused
xs = []
show_content(f"{sum(xs)}")
# --- max ; right
xs = [1, 20, 3]
show_content(f"{max(xs)} {min(xs)} {max(1, 7)}")
# --- max texts ; refused
show_content(max("b", "a"))
# --- max list of texts ; refused
xs = ["10", "9"]
show_content(max(xs))
# --- max key ; refused
xs = ["aaa", "b"]
show_content(max(xs, key=len))
# --- enumerate ; right
for i, x in enumerate(["a", "b"]):
    show_content(f"{i}{x}")
# --- range start changed ; right
a = 2
for i in range(a, 5):
    a = a + 10
    show_content(f"{i}")
# --- range end changed ; right
n = 3
for i in range(n):
    n = n + 1
    show_content(f"{i}")
# --- enumerate start changed ; right
a = 2
for i, x in enumerate(["p", "q"], a):
    a = a + 10
    show_content(f"{i}{x}")
# --- range negative ; right
n = -2
for i in range(n):
    show_content(f"{i}")
show_content("end")
# --- range down ; right
for i in range(3, 0, -1):
    show_content(f"{i}")
# --- range step var ; refused
s = 2
for i in range(0, 6, s):
    show_content(f"{i}")
# --- loop list changed ; right
xs = ["a", "b"]
for x in xs:
    xs = ["c"]
    show_content(f"{x}")
show_content(f"{xs}")
# --- loop list appended ; refused
xs = ["a", "b"]
for x in xs:
    if x == "a":
        xs.append("z")
    show_content(f"{x}")
# --- loop var after ; right
for x in ["a", "b"]:
    pass
show_content(f"{x}")
# --- loop var changed ; right
for x in ["a", "b"]:
    x = f"{x}{x}"
    show_content(f"{x}")
# --- for else ; refused
for x in ["a", "b"]:
    show_content(f"{x}")
else:
    show_content("else")
# --- break ; refused
for x in ["a", "b"]:
    if x == "b":
        break
    show_content(f"{x}")
# --- continue ; refused
for x in ["a", "b"]:
    if x == "b":
        continue
    show_content(f"{x}")
# --- for over text ; refused
for c in "abc":
    show_content(c)
# --- for over tuple ; right
for c in ("a", "b"):
    show_content(c)
# --- for over dict ; right
d = {"a": 1, "b": 2}
for k in d:
    show_content(f"{k}")
# --- for items ; right
d = {"a": 1, "b": 2}
for k, v in d.items():
    show_content(f"{k}{v}")
# --- for values ; right
d = {"a": "x", "b": "y"}
for v in d.values():
    show_content(f"{v}")
# --- dict dotted key ; right
d = {"a.b": "1", "a": "2"}
v = d["a.b"]
show_content(f"{v}")
# --- dict mutate ; right
d = {}
d["a"] = "1"
d["b"] = 2
d["a"] = "3"
show_content(f"{d['a']}{d['b']}")
# --- dict iadd ; right
d = {"n": 1}
d["n"] += 2
show_content(f"{d['n']}")
# --- dict count ; right
d = {}
for w in ["a", "b", "a"]:
    d[w] = d.get(w, 0) + 1
show_content(f"{d['a']}{d['b']}")
# --- dict get empty ; right
d = {"a": ""}
v = d.get("a", "x")
show_content(f"[{v}]")
# --- dict get missing ; right
d = {"a": "y"}
v = d.get("b", "x")
w = d.get("a", "x")
show_content(f"[{v}{w}]")
# --- dict in ; right
d = {"a": "y"}
if "a" in d and "b" not in d:
    show_content("yes")
# --- dict in empty value ; right
d = {"a": ""}
if "a" in d:
    show_content("yes")
# --- dict len ; right
d = {"a": "y", "b": "z"}
show_content(f"{len(d)}")
# --- dict pop ; refused
d = {"a": "y"}
x = d.pop("a")
show_content(f"{x}")
# --- dict update ; refused
d = {"a": "y"}
d.update({"b": "z"})
show_content(f"{d['b']}")
# --- dict of dict ; right
d = {"a": {"b": "c"}}
show_content(f"{d['a']['b']}")
# --- dict of list ; right
d = {"a": ["b", "c"]}
for x in d["a"]:
    show_content(f"{x}")
# --- dict number key ; refused
d = {1: "a"}
show_content(f"{d[1]}")
# --- dict dup key ; right
d = {"a": "1", "a": "2"}
show_content(f"{d['a']}")
# --- dict comp ; refused
d = {w: "x" for w in ["a"]}
show_content(f"{d['a']}")
# --- set ; refused
s = {"a", "b"}
show_content(f"{len(s)}")
# --- slice ; right
xs = ["a", "b", "c", "d"]
show_content(f"{xs[1:3]}|{xs[:2]}|{xs[2:]}")
# --- slice empty ; refused
xs = ["a", "b", "c", "d"]
n = len(xs[1:1])
show_content(f"{n}")
# --- slice zero ; refused
xs = ["a", "b", "c", "d"]
n = len(xs[:0])
show_content(f"{n}")
# --- slice beyond ; refused
xs = ["a", "b"]
n = len(xs[:5])
m = len(xs[1:9])
show_content(f"{n}{m}")
# --- slice beyond all ; refused
xs = ["a", "b"]
n = len(xs[3:])
show_content(f"{n}")
# --- slice step ; refused
xs = ["a", "b", "c"]
show_content(f"{xs[::2]}")
# --- slice reverse ; refused
xs = ["a", "b", "c"]
show_content(f"{xs[::-1]}")
# --- slice text ; refused
s = "abcdef"
show_content(s[:3])
# --- index negative two ; refused
xs = ["a", "b", "c"]
show_content(xs[-2])
# --- index negative var ; refused
xs = ["a", "b", "c"]
i = -1
show_content(xs[i])
# --- index var ; right
xs = ["a", "b", "c"]
i = 1
show_content(xs[i])
# --- index in loop ; right
xs = ["a", "b", "c"]
for i in range(len(xs)):
    show_content(f"{i}{xs[i]}")
# --- set item list ; refused
xs = ["a", "b", "c"]
xs[1] = "z"
show_content(f"{xs}")
# --- list methods ; refused
xs = ["a", "b", "c"]
xs.pop()
show_content(f"{xs}")
# --- list insert ; refused
xs = ["a", "b", "c"]
xs.insert(0, "z")
show_content(f"{xs}")
# --- list remove ; refused
xs = ["a", "b", "c"]
xs.remove("a")
show_content(f"{xs}")
# --- list sort ; refused
xs = ["c", "b"]
xs.sort()
show_content(f"{xs}")
# --- list clear ; refused
xs = ["c", "b"]
xs.clear()
show_content(f"{xs}")
# --- list reverse ; refused
xs = ["c", "b"]
xs.reverse()
show_content(f"{xs}")
# --- list count ; refused
xs = ["c", "b", "c"]
show_content(f"{xs.count('c')}")
# --- list index ; refused
xs = ["c", "b", "c"]
show_content(f"{xs.index('b')}")
# --- text count ; refused
s = "banana"
show_content(f"{s.count('a')}")
# --- text find ; refused
s = "banana"
show_content(f"{s.find('n')}")
# --- text methods chain ; right ; answers= Ab 
s = input("?").strip().lower()
show_content(f"{s}")
# --- text title ; refused
s = "ab cd"
show_content(s.title())
# --- text capitalize ; refused
s = "ab cd"
show_content(s.capitalize())
# --- text isdigit ; refused ; answers=12
s = input("?")
if s.isdigit():
    show_content("yes")
# --- text replace chain ; right
s = "a.b.c".replace(".", "-").replace("-", "+")
show_content(s)
# --- text replace special ; right
s = "a.b"
t = s.replace(".", "$1")
show_content(t)
# --- text replace count ; refused
s = "aaa".replace("a", "b", 1)
show_content(s)
# --- comp cond ; right
xs = [f"<{x}>" for x in ["a", "b", "c"] if x != "b"]
show_content(f"{xs}")
# --- comp shadow ; right
x = "keep"
xs = [x for x in ["a", "b"]]
show_content(f"{x}{xs}")
# --- comp nested ; refused
xs = [a + b for a in ["1", "2"] for b in ["x", "y"]]
show_content(f"{xs}")
# --- generator sum ; right
n = sum(x for x in [1, 2, 3])
show_content(f"{n}")
# --- generator sum cond ; refused
n = sum(1 for x in ["a", "b", "a"] if x == "a")
show_content(f"{n}")
# --- generator join ; right
t = ",".join(f"<{x}>" for x in ["a", "b"])
show_content(t)
# --- any var ; right
xs = ["a", "b"]
if any(x == "b" for x in xs):
    show_content("yes")
# --- any list ; refused
xs = [True, False]
if any(xs):
    show_content("yes")
# --- ternary nested ; right ; answers=b
a = input("?")
x = "1" if a == "a" else "2" if a == "b" else "3"
show_content(x)
# --- ternary lazy ; right ; answers=n
a = input("?")
x = input("more?") if a == "y" else "none"
show_content(x)
# --- match text ; right ; answers=b
match input("?"):
    case "a" | "b":
        show_content("ab")
    case _:
        show_content("other")
# --- match capture ; refused ; answers=q
match input("?"):
    case "a":
        show_content("a")
    case other:
        show_content(f"got {other}")
# --- match guard ; right ; answers=q
x = input("?")
match x:
    case "q" if x != "q":
        show_content("a")
    case _:
        show_content("other")
# --- match number ; right
n = 2
match n:
    case 1:
        show_content("one")
    case 2:
        show_content("two")
# --- match number text ; refused
n = 2
match n:
    case "2":
        show_content("text")
    case 2:
        show_content("number")
# --- match list ; refused
xs = ["a", "b"]
match xs:
    case [a, b]:
        show_content(f"{a}{b}")
# --- match none ; right
x = None
match x:
    case None:
        show_content("none")
    case _:
        show_content("some")
# --- match true ; right
x = 1
match x == 1:
    case True:
        show_content("t")
    case False:
        show_content("f")
# --- menu duplicate ; refused ; answers=a
match choose_from_menu("M"):
    case "One":
        show_content("1")
    case "One":
        show_content("2")
# --- unknown keyword ; refused
show_alert("a", titel="b")
# --- unknown keyword 2 ; refused
is_workflow_actions_alert(WFAlertActionMesage="b")
# --- unknown keyword 3 ; refused
show_notification("a", subtitle="b")
# --- positional 2 ; refused
show_alert("a", "b")
# --- deep compare ; right
a = 1
b = 2
c = 3
if a < b < c and not (a == c) or b == 5:
    show_content("yes")
# --- not chain ; right
n = 7
if not 1 < n < 5:
    show_content("out")
# --- not and ; right
n = 7
m = 2
if not (n == 7 and m == 2):
    show_content("a")
else:
    show_content("b")
# --- compare as value ; right
n = 7
big = n > 5
if big:
    show_content("big")
show_content(f"{big}")
# --- not as value ; refused
big = not False
show_content(f"{big}")
# --- flag flip ; right
on = True
on = not on
if on:
    show_content("on")
else:
    show_content("off")
# --- in as value ; right
x = "a" in "abc"
show_content(f"{x}")
# --- del dict ; refused
d = {"a": 1}
del d["a"]
show_content("x")
# --- assert ; refused
assert True
show_content("x")
# --- raise ; refused
show_content("x")
raise SystemExit
# --- sys exit ; refused
import sys

show_content("x")
sys.exit()
show_content("y")
# --- exit middle ; right
show_content("x")
exit()
show_content("y")
# --- import random ; refused
import random

show_content(f"{random.randint(1, 2)}")
# --- hex ; right
n = 0x10
m = 1_000
show_content(f"{n} {m}")
# --- exponent ; right
n = 1e3
show_content(f"{n}")
# --- bytes ; refused
s = b"abc"
show_content(f"{s}")
# --- complex ; refused
n = 2j
show_content(f"{n}")
# --- ellipsis ; refused
def main():
    ...
    show_content("x")

main()
# --- raw ; right
s = r"a\nb"
show_content(s)
# --- power ; right
n = 2 ** 10
m = n ** 2
show_content(f"{n} {m}")
# --- negative power ; refused
n = -2 ** 2
show_content(f"{n}")
# --- unary ; right
n = 5
m = -n
show_content(f"{m} {+m} {- -n}")
# --- bit ops ; refused
n = 5 & 3
show_content(f"{n}")
# --- precedence ; right
n = 2
m = n + 3 * n - 4 / 2
show_content(f"{m}")
# --- int division exact ; right
n = 6 / 2
show_content(f"{n}")
# --- class ; refused
class A:
    x = "a"

show_content(A.x)
# --- none text ; right
def f():
    pass

def main():
    x = f()
    if x is None:
        show_content("none")

main()
# --- function without return shown ; right
def f(x):
    if x == "a":
        return "A"

def main():
    r = f("b")
    if r is None:
        show_content("none")
    r = f("a")
    show_content(f"{r}")

main()
# --- helper calls helper ; right
def a(x):
    return f"({x})"

def b(x):
    return a(a(x))

def main():
    show_content(b("q"))

main()
# --- helper modifies param ; right
def f(x):
    x = f"{x}!"
    return x

def main():
    x = "a"
    y = f(x)
    show_content(f"{x}{y}")

main()
# --- order of calls in f ; right ; answers=1,2
show_content(f"{input('A')}{input('B')}")
# --- order of sum ; right ; answers=1,2
show_content(input("A") + input("B"))
# --- order call with var ; refused ; answers=1
x = "a"
def f():
    global x
    x = "b"
    return "c"

show_content(x + f())
# --- module after main ; right
def main():
    show_content("1")

show_content("0")
main()
show_content("2")
# --- main called twice ; right
def main():
    show_content("1")

main()
main()
# --- main with args ; right
def greet(name, greeting="Hello"):
    show_content(f"{greeting}, {name}")

greet("World")
# --- main result used ; right
def compute(a, b):
    return a + b

result = compute(2, 3)
show_content(f"{result}")
# --- print main ; right
def compute(a, b):
    return a + b

print(compute(2, 3))
# --- if main else ; right
def main():
    show_content("1")

if __name__ == "__main__":
    main()
else:
    show_content("2")
# --- if not main ; refused
def main():
    show_content("1")

if __name__ != "__main__":
    show_content("2")
main()
# --- conditional def ; refused
if True:
    def f():
        show_content("1")
f()
# --- docstring expr ; right
"""Title"""
show_content("x")
"""not a docstring"""
# --- number statement ; right
5
show_content("x")
# --- expression statement ; right
x = "a"
x
show_content("x")
# --- starred assign ; refused
a, *b = ["1", "2", "3"]
show_content(f"{a}{b}")
# --- unpack list ; right
a, b = ["1", "2"]
show_content(f"{a}{b}")
# --- unpack split ; right
a, b = "x-y".split("-")
show_content(f"{a}{b}")
# --- unpack text ; refused
a, b = "xy"
show_content(f"{a}{b}")
# --- unpack input ; refused ; answers=xy
s = input("?")
a, b = s
show_content(f"{a}{b}")
# --- unpack function ; refused
def f():
    return "a", "b"

def main():
    x, y = f()
    show_content(f"{x}{y}")

main()
# --- multiple return loop ; right
def f(x):
    if x == "a":
        return "1"
    elif x == "b":
        return "2"
    else:
        return "3"

def main():
    for x in ["a", "b", "c"]:
        show_content(f(x))

main()
# --- string compare order ; refused
a = "b"
if a < "c":
    show_content("x")
# --- numeral compare ; right ; answers=10
n = int(input("?"))
if n > 9:
    show_content("big")
# --- while true ; refused
while True:
    show_content("x")
    break
# --- nonlocal ; refused
def main():
    n = 0

    def bump():
        nonlocal n
        n += 1

    bump()
    bump()
    show_content(f"{n}")

main()
# --- yield ; refused
def f():
    yield "a"

def main():
    for x in f():
        show_content(x)

main()
# --- semicolons ; right
a = "1"; b = "2"
if a == "1": show_content("x"); show_content("y")
# --- backslash ; right
a = "1" + \
    "2"
show_content(a)
# --- text plus number ; refused
n = 5
show_content("a" + n)
# --- str number ; right
n = 5
show_content("a" + str(n) + "b")
# --- str flag ; right
show_content("a" + str(True))
# --- int concat ; right ; answers=2,3
a = input("1")
b = input("2")
show_content(a + b)
# --- int sum ; right ; answers=2,3
a = int(input("1"))
b = int(input("2"))
show_content(f"{a + b}")
# --- average ; right
xs = [1, 2, 6]
show_content(f"{sum(xs) / len(xs)}")
# --- abs ; right
n = 3 - 10
show_content(f"{abs(n)}")
# --- bool ; right ; answers=x
b = bool(input("?"))
if b:
    show_content("yes")
# --- bool empty ; right ; answers=
b = bool(input("?"))
if b:
    show_content("yes")
else:
    show_content("no")
# --- status flag none ; right
found = None
for w in ["a", "b"]:
    if w == "b":
        found = w
if found:
    show_content(f"{found}")
else:
    show_content("none")
# --- pass only ; right
pass
# --- empty function ; right
def main():
    pass
# --- given twice ; refused
show_alert("a", message="b")
# --- given twice 2 ; refused
show_alert(title="a", WFAlertActionTitle="b")
# --- unknown keyword 4 ; refused
make_text("a", colour="red")
# --- unknown keyword 5 ; refused
x = calculate(1, op="+", operand=2)
show_content(f"{x}")
