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
# --- copy with list() ; right
ys = ["a"]
xs = list(ys)
xs.append("b")
show_content(f"{ys}")
# --- copy with slice ; right
ys = ["a"]
xs = ys[:]
xs.append("b")
show_content(f"{ys}")
# --- copy with copy ; right
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
# --- any list ; right
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
# --- import random ; right
import random

show_content(f"{random.randint(3, 3)}")
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
# --- tip calculator ; right ; answers=50,20
def main():
    bill = float(input("Bill?"))
    percent = float(input("Tip %?"))
    tip = bill * percent / 100
    total = bill + tip
    show_content(f"Tip: {tip}, total: {total}")

main()
# --- grade ; right ; answers=85
def grade(score):
    if score >= 90:
        return "A"
    elif score >= 80:
        return "B"
    elif score >= 70:
        return "C"
    return "F"

def main():
    score = int(input("Score?"))
    show_content(f"Grade: {grade(score)}")

if __name__ == "__main__":
    main()
# --- fizzbuzz ; right
for i in range(1, 16):
    if i % 15 == 0:
        show_content("FizzBuzz")
    elif i % 3 == 0:
        show_content("Fizz")
    elif i % 5 == 0:
        show_content("Buzz")
    else:
        show_content(f"{i}")
# --- factorial loop ; right
n = 5
result = 1
for i in range(2, n + 1):
    result *= i
show_content(f"{result}")
# --- fibonacci ; right
a, b = 0, 1
out = []
for _ in range(8):
    out.append(a)
    a, b = b, a + b
show_content(f"{out}")
# --- word count ; right ; answers=the cat the dog
words = input("?").split(" ")
counts = {}
for w in words:
    if w in counts:
        counts[w] += 1
    else:
        counts[w] = 1
for w in counts:
    show_content(f"{w}: {counts[w]}")
# --- max loop ; right
nums = [3, 9, 2]
best = nums[0]
for n in nums:
    if n > best:
        best = n
show_content(f"{best}")
# --- max loop none ; right
nums = [3, 9, 2]
best = None
for n in nums:
    if best is None or n > best:
        best = n
show_content(f"{best}")
# --- average loop ; right
nums = [3, 9, 3]
total = 0
count = 0
for n in nums:
    total += n
    count += 1
avg = total / count
show_content(f"{avg}")
# --- even odd lists ; right
evens = []
odds = []
for n in range(6):
    if n % 2 == 0:
        evens.append(n)
    else:
        odds.append(n)
show_content(f"{evens} | {odds}")
# --- countdown ; right
for i in range(5, 0, -1):
    show_content(f"{i}...")
show_content("Liftoff")
# --- nested counters ; right
pairs = 0
for i in range(3):
    for j in range(i):
        pairs += 1
show_content(f"{pairs}")
# --- multiplication table ; right
lines = []
for i in range(1, 3):
    row = ""
    for j in range(1, 3):
        row += f"{i * j} "
    lines.append(row)
show_content("\n".join(lines))
# --- greeting by hour ; right ; answers=14
hour = int(input("Hour?"))
if 5 <= hour < 12:
    g = "Good morning"
elif 12 <= hour < 18:
    g = "Good afternoon"
else:
    g = "Good evening"
show_content(g)
# --- battery ; right
level = get_battery_status()
if level < 20:
    show_alert("Low", title="Battery")
elif level < 80:
    show_notification(f"{level}%", title="Battery")
else:
    show_alert("Full")
# --- menu loop ; right ; answers=a,b,c
log = []
for _ in range(3):
    match choose_from_menu("Pick"):
        case "Red":
            log.append("r")
        case "Blue":
            log.append("b")
show_content(f"{log}")
# --- menu default ; right ; answers=c
choice = "none"
match choose_from_menu("Pick"):
    case "Red":
        choice = "red"
    case "Blue":
        pass
show_content(choice)
# --- validated input ; right ; answers=,,ok
name = ""
for _ in range(3):
    if name == "":
        name = input("Name?")
show_content(f"[{name}]")
# --- attempts flag ; right ; answers=x,secret,y
ok = False
for _ in range(3):
    if not ok:
        if input("Password?") == "secret":
            ok = True
if ok:
    show_content("in")
else:
    show_content("out")
# --- string building ; right
out = ""
for i, w in enumerate(["a", "b", "c"]):
    if i > 0:
        out += ", "
    out += w
show_content(out)
# --- reverse build ; right
out = ""
for c in ["a", "b", "c"]:
    out = c + out
show_content(out)
# --- csv parse ; refused
line = "name,age\nann,5\nbob,7"
rows = line.splitlines()
for r in rows[1:]:
    cells = r.split(",")
    show_content(f"{cells[0]} is {cells[1]}")
# --- sum of parsed ; right
total = 0
for part in "1;2;3".split(";"):
    total += int(part)
show_content(f"{total}")
# --- dict of defaults ; right ; answers=b
prices = {"a": 1, "b": 2}
x = input("?")
if x in prices:
    show_content(f"{prices[x]}")
else:
    show_content("unknown")
# --- dict missing ; right ; answers=z
prices = {"a": 1, "b": 2}
x = input("?")
if x in prices:
    show_content(f"{prices[x]}")
else:
    show_content("unknown")
# --- dict loop sum ; right
prices = {"a": 1, "b": 2}
total = 0
for name, price in prices.items():
    total += price
show_content(f"{total}")
# --- dict values sum ; right
prices = {"a": 1, "b": 2}
show_content(f"{sum(prices.values())}")
# --- list of dicts ; right
people = [{"name": "Ann", "age": 5}, {"name": "Bob", "age": 7}]
for p in people:
    show_content(f"{p['name']}: {p['age']}")
# --- list of dicts filter ; right
people = [{"name": "Ann", "age": 5}, {"name": "Bob", "age": 17}]
for p in people:
    if p["age"] > 10:
        show_content(p["name"])
# --- list of dicts comp ; right
people = [{"name": "Ann", "age": 5}, {"name": "Bob", "age": 17}]
names = [p["name"] for p in people]
show_content(", ".join(names))
# --- nested dict set ; refused
d = {"a": {"b": "1"}}
d["a"]["b"] = "2"
show_content(d["a"]["b"])
# --- dict alias in list ; refused
item = {"n": "1"}
items = [item]
item["n"] = "2"
for i in items:
    show_content(i["n"])
# --- dict in function ; refused
def set_it(d):
    d["x"] = "1"

def main():
    conf = {"x": "0"}
    set_it(conf)
    show_content(conf["x"])

main()
# --- list in function returned ; right
def with_one(xs):
    return xs + ["one"]

def main():
    a = ["zero"]
    b = with_one(a)
    show_content(f"{a} / {b}")

main()
# --- append returns none ; refused
xs = ["a"]
ys = xs.append("b")
show_content(f"{ys}")
# --- is list ; refused
xs = ["a"]
ys = xs
if xs is ys:
    show_content("same")
# --- bool from compare in list ; refused
xs = [1 > 0, 2 < 1]
show_content(f"{xs}")
# --- count true ; right
n = 0
for w in ["a", "b", "a"]:
    if w == "a":
        n += 1
show_content(f"{n}")
# --- status text ternary ; right
n = 5
s = "big" if n > 3 else "small"
show_content(s)
# --- ternary in f ; right
n = 1
show_content(f"{n} item{'s' if n != 1 else ''}")
# --- ternary in call ; right
n = 2
show_alert("many" if n > 1 else "one", title="T")
# --- ternary with calls ; right ; answers=a
x = input("?")
show_content(x.upper() if x == "a" else x.lower())
# --- or default in call ; right ; answers=
show_content(input("?") or "nothing")
# --- and guard ; right ; answers=5
x = input("?")
if x and int(x) > 3:
    show_content("ok")
# --- and guard empty ; right ; answers=
x = input("?")
if x and int(x) > 3:
    show_content("ok")
else:
    show_content("no")
# --- not in text ; right
s = "hello"
if "z" not in s:
    show_content("no z")
# --- text in tuple var ; right
ALLOWED = ("a", "b")
x = "ab"
if x in ALLOWED:
    show_content("yes")
else:
    show_content("no")
# --- in with expr ; right
n = 3
if n + 1 in [3, 4]:
    show_content("yes")
# --- in keys ; right
d = {"ab": 1}
if "a" in d.keys():
    show_content("yes")
else:
    show_content("no")
# --- in values ; right
d = {"ab": "x"}
if "x" in d.values():
    show_content("yes")
else:
    show_content("no")
# --- in comprehension ; right
xs = ["a", "b"]
if "A" in [x.upper() for x in xs]:
    show_content("yes")
# --- in str number ; right
n = 123
if "2" in str(n):
    show_content("yes")
# --- len str number ; right
n = 123
show_content(f"{len(str(n))}")
# --- len compare ; right ; answers=abcd
pw = input("?")
if len(pw) < 8:
    show_content("short")
# --- len list loop ; right
xs = ["a", "b"]
for i in range(len(xs)):
    show_content(xs[i])
# --- last item ; right
xs = ["a", "b"]
show_content(xs[len(xs) - 1])
# --- first word ; right
s = "hello world"
first = s.split(" ")[0]
show_content(first)
# --- last part ; right
s = "a/b/c"
show_content(s.split("/")[-1])
# --- chain methods ; right
s = " A-B "
show_content(s.strip().replace("-", "_").lower())
# --- startswith upper ; right
s = "Abc"
if s.lower().startswith("a"):
    show_content("yes")
# --- endswith or ; right
s = "x.png"
if s.endswith(".png") or s.endswith(".jpg"):
    show_content("image")
# --- endswith tuple not ; right
s = "x.txt"
if not s.endswith((".png", ".jpg")):
    show_content("no image")
# --- compare strings ne empty ; right
s = ""
if s != "":
    show_content("full")
else:
    show_content("empty")
# --- compare to none var ; right
x = None
y = None
if x == y:
    show_content("same")
# --- none printed in f ; right
x = None
show_content(f"[{x}]")
# --- none reassigned ; right ; answers=a
x = "start"
x = None
if x is not None:
    show_content("some")
else:
    show_content("none")
# --- none from get ; right
d = {"a": "1"}
x = d.get("b")
if x is None:
    show_content("none")
# --- number text in dict ; right
d = {"n": "5"}
x = int(d["n"]) + 1
show_content(f"{x}")
# --- number in dict plus ; right
d = {"n": 5}
x = d["n"] + 1
show_content(f"{x}")
# --- text in dict plus ; right
d = {"n": "5"}
x = d["n"] + "1"
show_content(f"{x}")
# --- dict value compare ; right
d = {"n": 5}
if d["n"] == 5:
    show_content("five")
# --- dict value compare text ; refused
d = {"n": "5"}
if d["n"] == 5:
    show_content("five")
else:
    show_content("not")
# --- dict bool ; right
d = {"on": True}
if d["on"]:
    show_content("on")
# --- dict bool false ; right
d = {"on": False}
if d["on"]:
    show_content("on")
else:
    show_content("off")
# --- dict bool not ; right
d = {"on": False}
if not d["on"]:
    show_content("off")
# --- dict bool set ; refused
d = {"on": False}
d["on"] = True
if d["on"]:
    show_content("on")
else:
    show_content("off")
# --- dict none ; refused
d = {"x": None}
if d["x"] is None:
    show_content("none")
# --- dict list append ; refused
d = {"xs": ["a"]}
d["xs"].append("b")
show_content(f"{d['xs']}")
# --- dict list item ; right
d = {"xs": ["a", "b"]}
show_content(d["xs"][1])
# --- dict list len ; right
d = {"xs": ["a", "b"]}
show_content(f"{len(d['xs'])}")
# --- list of lists loop ; refused
for pair in [["a", "1"], ["b", "2"]]:
    show_content(pair[0])
# --- for tuple unpack ; refused
for k, v in [("a", "1"), ("b", "2")]:
    show_content(f"{k}{v}")
# --- enumerate items ; refused
d = {"a": "x"}
for i, (k, v) in enumerate(d.items()):
    show_content(f"{i}{k}{v}")
# --- range len step ; refused
xs = ["a", "b", "c", "d"]
for i in range(0, len(xs), 2):
    show_content(xs[i])
# --- range float ; right
n = 7 / 2
for i in range(int(n)):
    show_content(f"{i}")
# --- range of division ; right
n = 7
for i in range(n // 2):
    show_content(f"{i}")
# --- range negative start ; right
for i in range(-1, 2):
    show_content(f"{i}")
# --- range empty ; right
for i in range(5, 2):
    show_content(f"{i}")
show_content("done")
# --- range one ; right
for i in range(1, 1):
    show_content(f"{i}")
show_content("done")
# --- range neg var ; right
n = 2
for i in range(n - 5):
    show_content(f"{i}")
show_content("done")
# --- range a b reversed vars ; right
a = 5
b = 2
for i in range(a, b):
    show_content(f"{i}")
show_content("done")
# --- loop var reused ; right
for i in range(2):
    pass
for i in range(3):
    pass
show_content(f"{i}")
# --- loop var outer name ; right
x = "keep"
for x in ["a", "b"]:
    pass
show_content(x)
# --- loop empty keeps ; right
x = "keep"
for x in []:
    pass
show_content(x)
# --- nested same var ; right
for i in range(2):
    for i in range(3):
        pass
    show_content(f"{i}")
# --- loop modifies index ; right
for i in range(3):
    i += 10
    show_content(f"{i}")
# --- loop over modified ; right
xs = ["a"]
for i in range(2):
    xs = xs + [f"{i}"]
show_content(f"{xs}")
# --- comprehension of range ; right
xs = [i * i for i in range(4)]
show_content(f"{xs}")
# --- comprehension if else ; right
xs = ["even" if i % 2 == 0 else "odd" for i in range(3)]
show_content(f"{xs}")
# --- comprehension call ; right
def f(x):
    return f"<{x}>"

def main():
    xs = [f(x) for x in ["a", "b"]]
    show_content(f"{xs}")

main()
# --- comprehension of dict items ; right
d = {"a": "1", "b": "2"}
xs = [f"{k}={v}" for k, v in d.items()]
show_content("&".join(xs))
# --- comprehension of enumerate ; right
xs = [f"{i}{x}" for i, x in enumerate(["a", "b"])]
show_content(f"{xs}")
# --- comprehension two conds ; right
xs = [i for i in range(10) if i > 2 if i < 6]
show_content(f"{xs}")
# --- any in comp ; right
xs = ["a", "bb"]
if any(len(x) > 1 for x in xs):
    show_content("yes")
# --- all in comp ; right
xs = ["a", "bb"]
if all(len(x) > 1 for x in xs):
    show_content("yes")
else:
    show_content("no")
# --- not any ; right
xs = ["a", "bb"]
if not any(x == "c" for x in xs):
    show_content("none")
# --- any as value ; right
xs = ["a", "bb"]
found = any(x == "a" for x in xs)
show_content(f"{found}")
# --- sum comp ; right
xs = ["a", "bb"]
n = sum(len(x) for x in xs)
show_content(f"{n}")
# --- max comp ; right
xs = ["a", "bb"]
n = max(len(x) for x in xs)
show_content(f"{n}")
# --- lambda sort ; refused
xs = ["bb", "a"]
xs = sorted(xs, key=lambda x: len(x))
show_content(f"{xs}")
# --- map ; refused
xs = list(map(str, [1, 2]))
show_content(f"{xs}")
# --- filter ; refused
xs = list(filter(None, ["a", ""]))
show_content(f"{xs}")
# --- set of list ; refused
xs = list(set(["a", "a"]))
n = len(xs)
show_content(f"{n}")
# --- list of range ; refused
xs = list(range(3))
show_content(f"{xs}")
# --- list of text ; refused
xs = list("abc")
n = len(xs)
show_content(f"{n}")
# --- tuple of list ; refused
xs = tuple(["a", "b"])
show_content(f"{xs[0]}")
# --- dict of pairs ; refused
d = dict(a="1", b="2")
show_content(f"{d['a']}")
# --- dict keys list ; right
d = {"a": 1, "b": 2}
xs = list(d.keys())
show_content(f"{xs[1]}")
# --- dict keys join ; right
d = {"a": 1, "b": 2}
show_content(",".join(d.keys()))
# --- dict copy ; right
d = {"a": "1"}
e = d.copy()
e["a"] = "2"
show_content(f"{d['a']}{e['a']}")
# --- dict copy dict ; right
d = {"a": "1"}
e = dict(d)
e["a"] = "2"
show_content(f"{d['a']}{e['a']}")
# --- dict merge ; refused
d = {"a": "1"} | {"b": "2"}
show_content(f"{d['a']}")
# --- dict spread ; refused
a = {"a": "1"}
d = {**a, "b": "2"}
show_content(f"{d['a']}")
# --- list spread ; refused
a = ["1"]
d = [*a, "2"]
show_content(f"{d}")
# --- chained assignment dict ; refused
a = b = {"k": "1"}
a["k"] = "2"
show_content(b["k"])
# --- swap list items ; refused
xs = ["a", "b"]
xs[0], xs[1] = xs[1], xs[0]
show_content(f"{xs}")
# --- augmented attr ; refused
class A:
    n = 1
A.n += 1
show_content(f"{A.n}")
# --- aug text times ; refused
s = "ab"
s *= 2
show_content(s)
# --- aug pow ; right
n = 3
n **= 2
show_content(f"{n}")
# --- aug floordiv ; right
n = 7
n //= 2
show_content(f"{n}")
# --- aug mod ; right
n = 7
n %= 4
show_content(f"{n}")
# --- aug div ; right
n = 7
n /= 2
show_content(f"{n}")
# --- aug or ; refused
n = 5
n |= 2
show_content(f"{n}")
# --- aug with call ; right ; answers=5
n = 1
n += int(input("?"))
show_content(f"{n}")
# --- aug self ; right
n = 3
n += n
show_content(f"{n}")
# --- precedence mix ; right
n = 10 - 2 - 3
m = 2 * 3 + 4 * 5 - 6 / 3
k = (1 + 2) * (3 - 4)
show_content(f"{n} {m} {k}")
# --- var precedence ; right
a = 10
b = 2
c = 3
show_content(f"{a - b - c} {a - (b - c)} {a / b / c}")
# --- power assoc ; right
a = 2
show_content(f"{a ** 3 ** 2}")
# --- neg power ; refused
a = 2
show_content(f"{-a ** 2}")
# --- unary in expr ; right
a = 2
show_content(f"{3 - -a} {-a + 5} {-(a + 1)}")
# --- compare floats ; right
a = 0.5
if a * 2 == 1:
    show_content("yes")
# --- big ints ; right
a = 123456789
b = a * 1000
show_content(f"{b}")
# --- float format ; right
a = 2.50
show_content(f"{a}")
# --- int as float ; right
a = 2.0
show_content(f"{a}")
# --- negative literal ; right
a = -5
if a < 0:
    show_content("neg")
# --- negative compare ; right
a = 3
if a > -1:
    show_content("yes")
# --- num chain ; right
a = 3
if 0 < a < 10 and a != 5:
    show_content("yes")
# --- chain three ; right
a = 1
b = 2
c = 2
if a < b == c:
    show_content("yes")
# --- chain eq none ; right
a = None
b = 1
if a is None and b == 1:
    show_content("yes")
# --- flag and compare ; right
on = True
n = 3
if on and n > 2:
    show_content("yes")
# --- flag or not ; right
on = False
n = 1
if not on or n > 2:
    show_content("yes")
# --- flag from and ; right
a = 1
b = 2
both = a == 1 and b == 2
show_content(f"{both}")
# --- flag from or text ; right ; answers=
x = input("?")
y = x or None
if y is None:
    show_content("none")
# --- xor ; refused
a = True
b = False
if a ^ b:
    show_content("yes")
# --- flags equal ; right
a = True
b = False
if a == b:
    show_content("same")
else:
    show_content("differ")
# --- flag ne ; right
a = True
b = False
if a != b:
    show_content("differ")
# --- double negation ; right
a = "x"
if not not a:
    show_content("yes")
# --- empty text or list ; right
xs = []
s = ""
if not xs and not s:
    show_content("empty")
# --- elif chain order ; right
n = 5
if n > 1:
    show_content("a")
elif n > 3:
    show_content("b")
# --- elif with calls ; right ; answers=b
def kind(x):
    show_content(f"asked {x}")
    return x

def main():
    x = input("?")
    if kind(x) == "a":
        show_content("A")
    elif kind(x) == "b":
        show_content("B")
    else:
        show_content("C")

main()
# --- if in else ; right
n = 2
if n == 1:
    show_content("1")
else:
    if n == 2:
        show_content("2")
    else:
        show_content("3")
# --- pass branch ; right
n = 2
if n == 2:
    pass
else:
    show_content("x")
show_content("y")
# --- return value text ; right
def main():
    x = "a"
    return f"{x}!"
# --- return number ; right
def main():
    return 5
# --- return list ; right
def main():
    return ["a", "b"]
# --- return none ; right
def main():
    show_content("a")
    return None
# --- return call ; right
def main():
    return "abc".upper()
# --- return ternary ; right ; answers=a
def main():
    x = input("?")
    return "yes" if x == "a" else "no"
# --- return in if ; right ; answers=b
def main():
    x = input("?")
    if x == "a":
        return "A"
    if x == "b":
        return "B"
    return "C"
# --- return in loop main ; right
def main():
    for x in ["a", "b"]:
        if x == "b":
            return x
    return "none"
# --- return bool ; right
def is_a(x):
    return x == "a"

def main():
    if is_a("a"):
        show_content("yes")
    if not is_a("b"):
        show_content("no")

main()
# --- return bool or ; right
def is_ab(x):
    return x == "a" or x == "b"

def main():
    show_content(f"{is_ab('a')} {is_ab('c')}")

main()
# --- return in both ; right
def sign(n):
    if n < 0:
        return "neg"
    else:
        return "pos"

def main():
    show_content(sign(-3) + sign(4))

main()
# --- helper with loop ; right
def total(xs):
    t = 0
    for x in xs:
        t += x
    return t

def main():
    show_content(f"{total([1, 2])} {total([3, 4])}")

main()
# --- helper twice state ; right
def label(x):
    out = []
    out.append(x)
    out.append(x)
    return "-".join(out)

def main():
    show_content(label("a") + label("b"))

main()
# --- helper in loop ; right
def double(x):
    return x * 2

def main():
    for n in [1, 2]:
        show_content(f"{double(n)}")

main()
# --- helper param reassign loop ; right
def pad(s):
    for _ in range(2):
        s = s + "."
    return s

def main():
    s = "a"
    show_content(pad(s) + s)

main()
# --- helper default and kw ; right
def greet(name, greeting="Hello", end="!"):
    return f"{greeting} {name}{end}"

def main():
    show_content(greet("Ann"))
    show_content(greet("Bob", end="?"))
    show_content(greet(greeting="Hi", name="Cy"))

main()
# --- helper with no result used ; right
def log(x):
    show_content(f"log {x}")

def main():
    r = log("a")
    log("b")

main()
# --- mutual helpers ; refused
def a(n):
    if n > 0:
        return b(n - 1)
    return "end"

def b(n):
    return a(n)

def main():
    show_content(a(2))

main()
# --- function variable ; refused
def a():
    return "1"

def main():
    f = a
    show_content(f())

main()
# --- function in dict ; refused
def a():
    return "1"

def main():
    d = {"a": a}
    show_content(d["a"]())

main()
# --- function attribute name clash ; right
def upper(s):
    return f"mine {s}"

def main():
    show_content(upper("a") + "b".upper())

main()
# --- module constants ; right
NAMES = ["a", "b"]
LIMIT = 1

def main():
    for i, n in enumerate(NAMES):
        if i < LIMIT:
            show_content(n)

main()
# --- module code before def ; right
show_content("start")
x = "1"

def f(y):
    return x + y

show_content(f("2"))
x = "3"
show_content(f("2"))
# --- module dict global mutated ; right
STATE = {"n": "0"}

def bump():
    STATE["n"] = "1"

def main():
    bump()
    show_content(STATE["n"])

main()
# --- module list global appended ; right
LOG = []

def log(x):
    LOG.append(x)

def main():
    log("a")
    log("b")
    show_content(f"{LOG}")

main()
# --- docstring function ; right
def main():
    """Does it."""
    show_content("a")

main()
# --- docstring module and comment ; right
"""My shortcut."""
# A comment.
show_content("a")  # at the end
# --- multi line call ; right
show_alert(
    "a"
    "b",
    title=(
        "c"
    ),
)
# --- triple ; right
s = """a
b"""
show_content(s)
# --- triple indented ; right
def main():
    s = """a
    b"""
    show_content(s)

main()
# --- escapes ; refused
show_content("tab\there \"q\" \\ \u00e9 \x41 \N{BULLET}")
# --- f braces ; right
x = "1"
show_content(f"{{{x}}} {{}}")
# --- f nested quotes ; refused
d = {"a": "1"}
show_content(f"{d['a']} {d["a"] if False else ''}")
# --- f multi line ; right
x = "1"
show_content(f"""a {x}
b {x}""")
# --- f call ; right
x = "a"
show_content(f"{x.upper()} {len(x)} {x + 'b'}")
# --- f of list item ; right
xs = ["a", "b"]
show_content(f"{xs[0]}{xs[-1]}")
# --- raw f ; right
x = "1"
show_content(rf"\n{x}")
# --- emoji ; right
show_content("👍🏽 é")
# --- names with dunder ; right
__x = "a"
_ = "b"
show_content(__x + _)
# --- keyword-like names ; right
class_ = "a"
match = "b"
case = "c"
type = "d"
show_content(class_ + match + case + type)
# --- name like action ; right
alert = "a"
text = "b"
url = "c"
result = "d"
show_content(alert + text + url + result)
# --- name like call ; right
show_content_text = "a"
make_text_2 = "b"
show_content(show_content_text + make_text_2)
# --- name differs by case ; right
Name = "a"
name = "b"
NAME = "c"
show_content(Name + name + NAME)
# --- name with space twin ; right
my_name = "a"
my__name = "b"
show_content(my_name + my__name)
# --- names repeat results ; right
repeat_results = "x"
for a in ["1"]:
    pass
show_content(repeat_results)
# --- name if result ; right
if_result = "x"
n = 1
if n == 1:
    if_result = "y"
show_content(if_result)
# --- name if result after ; right
n = 1
if n == 2:
    if_result = "y"
else:
    if_result = "z"
n = 5
show_content(if_result)
if_result = "w"
show_content(if_result)
# --- menu result name ; right ; answers=a
match choose_from_menu("M"):
    case "One":
        menu_result = "1"
    case "Two":
        menu_result = "2"
show_content(menu_result)
# --- variable that holds menu text ; right ; answers=a
title = "M"
match choose_from_menu(title):
    case "One":
        show_content("1")
    case "Two":
        show_content("2")
# --- menu with items var ; right ; answers=a
match choose_from_menu("M", items=["One", "Two", "Three"]):
    case "One":
        show_content("1")
    case _:
        show_content("other")
# --- match with fall values ; right
x = "b"
match x:
    case "a":
        y = "1"
    case "b":
        y = "2"
    case _:
        y = "3"
show_content(y)
# --- match none matched ; right
x = "q"
y = "0"
match x:
    case "a":
        y = "1"
show_content(y)
# --- match on call ; right
s = "Ab"
match s.lower():
    case "ab":
        show_content("1")
    case _:
        show_content("2")
# --- match number alternatives ; right
n = 3
match n:
    case 1 | 2:
        show_content("low")
    case 3 | 4:
        show_content("mid")
    case _:
        show_content("high")
# --- match guard var ; right
n = 3
match n:
    case 3 if n > 5:
        show_content("no")
    case 3:
        show_content("yes")
# --- match wildcard guard ; right
n = 3
match n:
    case _ if n > 5:
        show_content("big")
    case _:
        show_content("small")
# --- match in loop ; right
for w in ["a", "b"]:
    match w:
        case "a":
            show_content("A")
        case "b":
            show_content("B")
# --- int text compare ; right ; answers=7
n = int(input("?"))
if n == 7:
    show_content("seven")
# --- float in f ; right
x = 1 / 4
show_content(f"{x}")
# --- str of float ; right
x = 1 / 4
show_content("v" + str(x))
# --- str int division ; right
show_content(str(10 // 3) + "r" + str(10 % 3))
# --- seconds to minutes ; right ; answers=125
s = int(input("?"))
m = s // 60
r = s % 60
show_content(f"{m}m {r}s")
# --- celsius ; right ; answers=-40
c = float(input("?"))
f = c * 9 / 5 + 32
show_content(f"{f}")
# --- divmod ; refused
q, r = divmod(7, 2)
show_content(f"{q}{r}")
# --- abs diff ; right
a = 3
b = 8
show_content(f"{abs(a - b)}")
# --- min of two ; right
a = 3
b = 8
show_content(f"{min(a, b)}")
# --- clamp ; right
n = 15
n = max(0, min(n, 10))
show_content(f"{n}")
# --- sum mixed ; right
xs = [1, 2]
total = sum(xs) + 10
show_content(f"{total}")
# --- sum start ; refused
show_content(f"{sum([1, 2], 10)}")
# --- isinstance ; refused
x = "a"
if isinstance(x, str):
    show_content("text")
# --- type eq ; refused
x = "a"
if type(x) == str:
    show_content("text")
# --- hasattr ; refused
x = "a"
if hasattr(x, "upper"):
    show_content("text")
# --- time ; right
import time
time.sleep(1)
show_content("a")
# --- json ; refused
import json
d = json.loads('{"a": 1}')
show_content(f"{d['a']}")
# --- requests ; refused
import requests
r = requests.get("https://example.com")
show_content(r.text)
# --- os path ; refused
import os
show_content(os.path.join("a", "b"))
# --- math sqrt ; refused
import math
show_content(f"{math.sqrt(4)}")
# --- datetime str ; refused
from datetime import datetime
show_content(datetime.now().strftime("%Y"))
# --- re ; refused
import re
show_content(re.sub("a", "b", "aa"))
# --- todo list ; right ; answers=milk,eggs,
items = []
for i in range(3):
    item = input("Item?")
    if item:
        items.append(item)
show_content(f"{len(items)} items: {', '.join(items)}")
# --- shopping total ; right
cart = [{"name": "a", "price": 2, "qty": 3}, {"name": "b", "price": 5, "qty": 1}]
total = 0
for item in cart:
    total += item["price"] * item["qty"]
show_content(f"Total: {total}")
# --- bmi ; right ; answers=80,2
weight = float(input("kg?"))
height = float(input("m?"))
bmi = weight / (height * height)
if bmi < 18.5:
    label = "under"
elif bmi < 25:
    label = "normal"
else:
    label = "over"
show_alert(f"{bmi} {label}", title="BMI")
# --- leap year ; right ; answers=1900
y = int(input("Year?"))
if y % 4 == 0 and (y % 100 != 0 or y % 400 == 0):
    show_content("leap")
else:
    show_content("not leap")
# --- prime ; right
n = 13
is_prime = True
for i in range(2, n):
    if n % i == 0:
        is_prime = False
if is_prime:
    show_content("prime")
else:
    show_content("composite")
# --- primes list ; right
primes = []
for n in range(2, 12):
    ok = True
    for i in range(2, n):
        if n % i == 0:
            ok = False
    if ok:
        primes.append(n)
show_content(f"{primes}")
# --- reverse words ; right
words = "a b c".split(" ")
out = []
for i in range(len(words)):
    out.append(words[len(words) - 1 - i])
show_content(" ".join(out))
# --- unique ; right
seen = []
for w in ["a", "b", "a"]:
    if w in seen:
        continue_it = True
    else:
        seen.append(w)
show_content(f"{seen}")
# --- running max with None ; right
best = None
for x in [3, 1, 4]:
    if best == None:
        best = x
    elif x > best:
        best = x
show_content(f"{best}")
# --- first match ; right
found = None
for x in ["a", "bb", "cc"]:
    if found is None and len(x) == 2:
        found = x
show_content(f"{found}")
# --- flag string ; right
status = "ok"
for code in [200, 404]:
    if code >= 400:
        status = "failed"
show_content(status)
# --- config merge ; right
defaults = {"a": "1", "b": "2"}
user = {"b": "3"}
for k in defaults:
    v = user.get(k, defaults[k])
    show_content(f"{k}={v}")
# --- counter dict get ; right
c = {}
for ch in ["x", "y", "x"]:
    c[ch] = c.get(ch, 0) + 1
for k, v in c.items():
    show_content(f"{k}{v}")
# --- group by ; right
small = []
big = []
for n in [1, 10, 2, 20]:
    target = "small" if n < 5 else "big"
    if target == "small":
        small.append(n)
    else:
        big.append(n)
show_content(f"{small}|{big}")
# --- state machine ; right
state = "start"
for event in ["go", "stop", "go"]:
    match state:
        case "start":
            state = "running" if event == "go" else "start"
        case "running":
            state = "stopped" if event == "stop" else "running"
        case "stopped":
            state = "start"
    show_content(state)
# --- two lists in parallel ; right
names = ["a", "b"]
ages = [1, 2]
for i in range(len(names)):
    show_content(f"{names[i]} {ages[i]}")
# --- matrix flat ; right
total = 0
for i in range(2):
    for j in range(2):
        total += i * 2 + j
show_content(f"{total}")
# --- time greeting ; right
def greeting(hour):
    if hour < 12:
        return "Good morning"
    if hour < 18:
        return "Good afternoon"
    return "Good evening"

for h in [9, 15, 21]:
    show_content(greeting(h))
# --- bool helper and ; right ; answers=admin,1234
def valid(user, pin):
    return user == "admin" and len(pin) == 4

if valid(input("User?"), input("Pin?")):
    show_content("welcome")
else:
    show_content("denied")
# --- helper bool short ; refused
def loud():
    show_content("called")
    return True

if False == True and loud():
    show_content("x")
# --- helper order ; right
def say(x):
    show_content(x)
    return x

r = say("1") + say("2") + say("3")
show_content(r)
# --- helper in list ; right
def say(x):
    show_content(x)
    return x

xs = [say("1"), say("2")]
show_content(f"{xs}")
# --- helper in dict ; right
def say(x):
    show_content(x)
    return x

d = {"a": say("1"), "b": say("2")}
show_content(d["a"])
# --- helper in args order ; right
def say(x):
    show_content(x)
    return x

show_alert(say("m"), title=say("t"))
# --- helper in condition order ; right
def say(x):
    show_content(x)
    return x

if say("a") == say("b") or say("c") == "c":
    show_content("ok")
# --- helper in chain ; right
def val(n):
    show_content(f"v{n}")
    return n

if 1 < val(2) < val(1) < val(5):
    show_content("yes")
else:
    show_content("no")
# --- helper in not ; right
def val(n):
    show_content(f"v{n}")
    return n > 1

if not val(1) and not val(2):
    show_content("yes")
else:
    show_content("no")
# --- helper in any ; right
def val(n):
    return n > 1

xs = [1, 2, 3]
if any(val(x) for x in xs):
    show_content("yes")
# --- helper in while-like ; right
count = 0
def nothing_here():
    return None

r = nothing_here()
if r is None and count == 0:
    show_content("none")
# --- helper returns two paths none ; right
def pick(x):
    if x == "a":
        return "A"

def main():
    for w in ["a", "b"]:
        r = pick(w)
        if r:
            show_content(r)
        else:
            show_content("none")

main()
# --- helper default none ; right
def hello(name=None):
    if name is None:
        name = "you"
    return f"hello {name}"

show_content(hello() + hello("Ann"))
# --- helper nested returns ; right
def f(a, b):
    if a == "1":
        if b == "1":
            return "11"
        return "1x"
    else:
        if b == "1":
            return "x1"
    return "xx"

show_content(f("1", "1") + f("1", "2") + f("2", "1") + f("2", "2"))
# --- helper uses loop var global ; right
prefix = ">"
def mark(x):
    return prefix + x

for prefix in ["a", "b"]:
    show_content(mark("x"))
# --- helper local list isolated ; right
def build(x):
    out = [x]
    out.append("end")
    return out

a = build("1")
b = build("2")
show_content(f"{a} {b}")
# --- helper list appended after ; right
def build():
    return []

a = build()
a.append("x")
b = build()
show_content(f"{a}|{b}")
# --- helper list passed and read ; right
def count(xs):
    return len(xs)

xs = ["a"]
n = count(xs)
xs.append("b")
show_content(f"{n} {len(xs)}")
# --- alias then both read only ; right
xs = ["a"]
ys = xs
show_content(f"{xs}{ys}")
# --- alias mutated then unread ; right
xs = ["a"]
ys = xs
ys.append("b")
show_content(f"{ys}")
# --- alias swap in loop ; right
prev = []
for w in ["a", "b"]:
    cur = [w]
    show_content(f"{prev}{cur}")
    prev = cur
# --- alias in loop grows ; refused
history = []
cur = []
for w in ["a", "b"]:
    cur.append(w)
    last = cur
    cur.append("x")
    show_content(f"{last}")
# --- alias through if ; refused
a = ["1"]
b = ["2"]
n = 1
if n == 1:
    c = a
else:
    c = b
c.append("x")
show_content(f"{a}{b}")
# --- alias through ternary ; refused
a = ["1"]
b = ["2"]
n = 1
c = a if n == 1 else b
c.append("x")
show_content(f"{a}{b}")
# --- alias through or ; refused
a = ["1"]
c = a or ["2"]
c.append("x")
show_content(f"{a}")
# --- alias through function ; refused
def same(x):
    return x

a = ["1"]
c = same(a)
c.append("x")
show_content(f"{a}")
# --- alias dict value ; refused
inner = ["1"]
d = {"k": inner}
inner.append("2")
show_content(f"{d['k']}")
# --- alias plus copies ; right
a = ["1"]
c = a + []
c.append("x")
show_content(f"{a}")
# --- iadd alias ; refused
a = ["1"]
c = a
c += ["2"]
show_content(f"{a}")
# --- plus no alias ; right
a = ["1"]
c = a
c = c + ["2"]
show_content(f"{a}{c}")
# --- extend alias ; refused
a = ["1"]
c = a
c.extend(["2"])
show_content(f"{a}")
# --- text alias fine ; right
a = "1"
c = a
c += "2"
show_content(a + c)
# --- number alias fine ; right
a = 1
c = a
c += 2
show_content(f"{a}{c}")
# --- str compare number var ; right ; answers=5
guess = input("?")
secret = 5
if guess == str(secret):
    show_content("yes")
# --- int compare ; right ; answers=5
guess = int(input("?"))
secret = 5
if guess == secret:
    show_content("yes")
elif guess < secret:
    show_content("low")
else:
    show_content("high")
# --- text number add ; refused ; answers=5
n = input("?")
show_content(f"{n + 1}")
# --- text number mul ; refused ; answers=5
n = input("?")
show_content(f"{n * 2}")
# --- number text concat ; refused
n = 5
show_content("n: " + n)
# --- list plus text ; refused
xs = ["a"]
show_content(f"{xs + 'b'}")
# --- text index ; refused
s = "abc"
show_content(s[0])
# --- text negative index ; refused
s = "abc"
show_content(s[-1])
# --- unknown text index ; right ; input=q
x = shortcut_input
show_content(x[0])
# --- len number ; refused
n = 5
show_content(f"{len(n)}")
# --- upper of list ; refused
xs = ["a", "b"]
show_content(xs.upper())
# --- split of list ; refused
xs = ["a b"]
show_content(f"{xs.split(' ')}")
# --- strip of number ; refused
n = 5
show_content(n.strip())
# --- replace number ; refused
s = "a1"
show_content(s.replace(1, "b"))
# --- join non list ; refused
n = 5
show_content(",".join(n))
# --- number in text ; refused
s = "a1"
if 1 in s:
    show_content("x")
# --- sum of texts ; refused
xs = ["1", "2"]
show_content(f"{sum(xs)}")
# --- range of text ; refused ; answers=3
n = input("?")
for i in range(n):
    show_content("x")
# --- range of float ; refused
for i in range(2.5):
    show_content("x")
# --- call text ; refused
s = "a"
show_content(s())
# --- undefined name ; refused
show_content(undefined_name)
# --- wrong arg count ; refused
def f(a):
    show_content(a)

f()
# --- too many args ; refused
def f(a):
    show_content(a)

f("1", "2")
# --- unknown kw ; refused
def f(a):
    show_content(a)

f(b="1")
# --- dup kw ; refused
def f(a):
    show_content(a)

f("1", a="2")
# --- tuple mismatch ; refused
a, b = "1", "2", "3"
show_content(a)
# --- unpack mismatch ; refused
a, b = ["1", "2", "3"]
show_content(a)
# --- unpack short ; refused
a, b, c = ["1", "2"]
show_content(a)
# --- none plus ; refused
x = None
show_content(f"{x + 1}")
# --- none upper ; refused
x = None
show_content(x.upper())
# --- while counter ; refused
count = 0
while count < 3:
    show_content(f"Count {count}")
    count += 1
# --- while input ; refused
answer = input("Type yes")
while answer != "yes":
    answer = input("Type yes")
show_content("done")
# --- try json ; refused
import json
text = '{"a": 1}'
try:
    data = json.loads(text)
except ValueError:
    data = {}
show_content(f"{data['a']}")
# --- lambda sort again ; refused
items = ["pear", "fig", "banana"]
items = sorted(items, key=lambda s: len(s))
show_content(f"{items}")
# --- dataclass style ; refused
class Task:
    def __init__(self, title):
        self.title = title

t = Task("Buy milk")
show_content(t.title)
# --- percent format two ; refused
name = "Ann"
n = 3
show_content("%s has %d items" % (name, n))
# --- str format ; refused
show_content("{} and {}".format("a", "b"))
# --- strip lower ; right
raw = input("Name?")
clean = raw.strip().lower()
show_content(clean)
# --- title case ; refused
raw = input("Name?")
show_content(raw.title())
# --- zip pairs ; refused
names = ["a", "b"]
ages = ["1", "2"]
for n, a in zip(names, ages):
    show_content(f"{n}: {a}")
# --- dict comp items ; refused
prices = {"a": 1, "b": 2}
doubled = {k: v * 2 for k, v in prices.items()}
show_content(f"{doubled['b']}")
# --- nested access ; right
data = {"user": {"name": "Ann", "tags": ["x", "y"]}}
show_content(data["user"]["name"])
show_content(data["user"]["tags"][1])
# --- global counter ; refused
counter = 0
def bump():
    global counter
    counter += 1
bump()
bump()
show_content(f"{counter}")
# --- not list ; right
xs = []
if not xs:
    show_content("empty")
# --- not text input ; right ; answers=
x = input("?")
if not x:
    show_content("nothing given")
else:
    show_content(x)
# --- walrus len ; refused ; answers=hello
if (n := len(input("Word?"))) > 3:
    show_content(f"{n}")
# --- ternary in call again ; right ; answers=5
n = int(input("n?"))
show_content("even" if n % 2 == 0 else "odd")
# --- star args list ; refused
def total(*nums):
    return sum(nums)
show_content(f"{total(1, 2, 3)}")
# --- early return guard ; right ; answers=
def main():
    name = input("Name?")
    if not name:
        show_content("No name")
        return
    show_content(f"Hi {name}")
main()
# --- multiple returns ; refused ; answers=7
def stats(n):
    return n + 1, n - 1
hi, lo = stats(int(input("n")))
show_content(f"{hi} {lo}")
# --- string multiplication ; refused
line = "-" * 10
show_content(line)
# --- list slicing ; refused
xs = ["a", "b", "c", "d"]
show_content(f"{xs[1:3]}")
show_content(f"{xs[:2]}")
show_content(f"{xs[-2:]}")
# --- sum of comp ; right
prices = [1, 2, 3]
show_content(f"{sum(p * 2 for p in prices)}")
# --- max of numbers ; right
scores = [3, 9, 4]
show_content(f"{max(scores)} {min(scores)}")
# --- any over words ; right ; answers=hello world
text = input("?")
if any(w in text for w in ["world", "mars"]):
    show_content("found")
# --- all over ; right
xs = [1, 2, 3]
if all(x > 0 for x in xs):
    show_content("positive")
# --- re findall ; refused
import re
text = "a1 b22"
for m in re.findall(r"\d+", text):
    show_content(m)
# --- re sub ; refused
import re
show_content(re.sub(r"\s+", " ", "a  b"))
# --- print many ; right
print("Hello", "World")
print(f"n={1}")
# --- main guard ; right ; answers=Bob
def main():
    name = input("Name: ")
    print(f"Hello, {name}!")

if __name__ == "__main__":
    main()
# --- enumerate start ; right
fruits = ["apple", "pear"]
for i, fruit in enumerate(fruits, start=1):
    print(f"{i}. {fruit}")
# --- join comp ; right
names = ["ann", "bob"]
print(", ".join(n.upper() for n in names))
# --- dict iter ; right
d = {"a": 1, "b": 2}
for k in d:
    print(f"{k}={d[k]}")
# --- dict get default ; right
d = {"a": 1}
print(d.get("b", 0) + 1)
# --- setdefault append ; refused
groups = {}
for w in ["apple", "avocado", "bean"]:
    groups.setdefault(w[0], []).append(w)
print(groups["a"][1])
# --- counter dict ; right
counts = {}
for w in ["a", "b", "a"]:
    counts[w] = counts.get(w, 0) + 1
print(counts["a"])
# --- startswith tuple ; right ; answers=http://x
u = input("url")
if u.startswith(("http://", "https://")):
    print("web")
# --- endswith ; right ; answers=a.pdf
f = input("file")
if f.endswith(".pdf"):
    print("pdf")
# --- split index ; right ; answers=a@b.com
user, domain = input("mail").split("@")
print(domain)
# --- rsplit ; refused ; answers=a.b.c
print(input("f").rsplit(".", 1)[1])
# --- last of split ; right ; answers=a.b.c
print(input("f").split(".")[-1])
# --- chained comparison ; right ; answers=50
n = int(input("n"))
if 0 <= n <= 100:
    print("in range")
# --- boolean flags ; right
found = False
for x in [1, 5, 9]:
    if x > 4:
        found = True
if found:
    print("yes")
# --- break on found ; refused
for x in [1, 5, 9]:
    if x > 4:
        print(x)
        break
# --- continue odd ; refused
for x in range(5):
    if x % 2:
        continue
    print(x)
# --- list append loop ; right
squares = []
for i in range(4):
    squares.append(i ** 2)
print(squares)
# --- comprehension condition ; right
evens = [x for x in range(10) if x % 2 == 0]
print(evens)
# --- ternary assign default ; right ; answers=
name = input("n")
name = name if name else "Guest"
print(name)
# --- conversion chain ; refused ; answers=3.7
print(int(float(input("n"))))
# --- round two ; refused ; answers=3.14159
print(round(float(input("n")), 2))
# --- sort numbers desc ; refused
xs = [3, 1, 2]
xs.sort(reverse=True)
print(xs)
# --- reversed text ; refused ; answers=abc
print(input("t")[::-1])
# --- in keys again ; right ; answers=de
d = {"de": "Hallo", "en": "Hello"}
lang = input("lang")
if lang in d:
    print(d[lang])
else:
    print("?")
# --- f-string expr ; right ; answers=4
n = int(input("n"))
print(f"{n} squared is {n * n}")
# --- f-string dict quotes ; right
d = {"k": "v"}
print(f"value: {d['k']}")
# --- f-string method ; right ; answers=ab
s = input("s")
print(f"{s.upper()}!")
# --- multi line text ; right
msg = """Dear all,

See you
"""
print(msg)
# --- concatenated ; right ; answers=x
s = input("s")
print("a" + s + "b" + str(3))
# --- menu dict dispatch ; right ; answers=b
actions = {"a": "Alpha", "b": "Beta"}
choice = input("choice")
print(actions.get(choice, "Unknown"))
# --- nested function calls ; right ; answers=3
def double(x):
    return x * 2
def plus_one(x):
    return x + 1
print(plus_one(double(int(input("n")))))
# --- type hints ; right ; answers=4
def area(w: float, h: float = 2.0) -> float:
    return w * h
result: float = area(float(input("w")))
print(result)
# --- list of dicts sort ; refused
people = [{"n": "A", "age": 3}, {"n": "B", "age": 1}]
people.sort(key=lambda p: p["age"])
print(people[0]["n"])
# --- index of ; refused ; answers=b
xs = ["a", "b"]
print(xs.index(input("x")))
# --- isinstance again ; refused
x = 5
if isinstance(x, int):
    print("int")
# --- str isdigit ; refused ; answers=12
s = input("n")
if s.isdigit():
    print(int(s) * 2)
else:
    print("not a number")
# --- unpack star ; refused
first, *rest = [1, 2, 3]
print(rest)
# --- swap ; right
a = 1
b = 2
a, b = b, a
print(f"{a}{b}")
# --- None result ; refused
def find(xs):
    for x in xs:
        if x == "b":
            return x
    return None
r = find(["a", "b"])
print(r)
# --- accumulate string ; right
out = ""
for w in ["a", "b"]:
    out += w + "\n"
print(out)
# --- repeat text loop ; right
for _ in range(2):
    print("hi")
# --- for range var ; right
n = 3
for i in range(1, n + 1):
    print(i)
# --- delta compare ; right
a = 10
b = 3
print(a // b, a % b)
# --- while true break ; refused ; answers=a,stop
while True:
    x = input("x")
    if x == "stop":
        break
    print(x)
# --- math import ; refused
import math
print(math.ceil(2.3))
# --- random choice ; right
import random
print(random.choice(["a"]))
# --- os path again ; refused
import os
print(os.path.basename("/a/b.txt"))
# --- json dumps ; refused
import json
print(json.dumps({"a": 1}))
# --- base64 ; refused
import base64
print(base64.b64encode("hi".encode()).decode())
# --- hash ; refused
import hashlib
print(hashlib.md5("a".encode()).hexdigest())
# --- time sleep ; right
import time
time.sleep(1)
print("done")
# --- set unique ; refused
xs = ["a", "b", "a"]
print(len(set(xs)))
# --- f string align ; refused
print(f"{'a':<5}|")
# --- dict update again ; refused
d = {"a": 1}
d.update({"b": 2})
print(d["b"])
# --- list in list ; refused
m = [[1, 2], [3, 4]]
print(m[1][0])
# --- nested loops ; right
for i in range(2):
    for j in range(2):
        print(f"{i},{j}")
# --- string in loop ; refused
for ch in "abc":
    print(ch)
# --- for over input ; refused ; answers=abc
for ch in input("w"):
    print(ch)
# --- for over variable text ; refused ; answers=abc
w = input("w")
for ch in w:
    print(ch)
# --- for over split lines ; refused ; answers=a b
for ch in input("w").split():
    print(ch)
# --- for over replaced ; refused ; answers=abc
w = input("w").replace("a", "x")
for ch in w:
    print(ch)
# --- for over fstring ; refused ; answers=ab
w = input("w")
for ch in f"{w}c":
    print(ch)
# --- comp over text ; refused ; answers=ab
w = input("w")
print([c for c in w])
# --- enumerate text ; refused ; answers=ab
w = input("w")
for i, c in enumerate(w):
    print(i, c)
# --- len text ; right ; answers=abcd
print(len(input("w")))
# --- letter count ; refused ; answers=abca
w = input("w")
n = 0
for c in w:
    if c == "a":
        n += 1
print(n)
# --- while-like range guard ; right
done = False
for i in range(5):
    if not done:
        if i == 2:
            done = True
        print(i)
# --- str of list ; right
xs = [1, 2, 3]
print(str(xs))
# --- bool print ; refused
x = 3 > 2
print(x)
# --- none print ; right
x = None
print(x)
# --- negative index var ; right
xs = ["a", "b", "c"]
n = len(xs)
print(xs[n - 1])
# --- strip chars ; refused
print("--a--".strip("-"))
# --- replace in loop ; right
t = "a b c"
for old in [" ", "b"]:
    t = t.replace(old, "_")
print(t)
# --- upper compare ; right ; answers=YES
a = input("?")
if a.lower() == "yes":
    print("ok")
# --- in list lower ; right ; answers=Yes
if input("?").lower() in ["yes", "y"]:
    print("ok")
# --- nested ternary call ; right ; answers=15
n = int(input("n"))
print("FizzBuzz" if n % 15 == 0 else "Fizz" if n % 3 == 0 else "Buzz" if n % 5 == 0 else str(n))
# --- accumulate dict in loop ; refused
total = {}
for item in [{"k": "a", "v": 1}, {"k": "b", "v": 2}, {"k": "a", "v": 3}]:
    key = item["k"]
    total[key] = total.get(key, 0) + item["v"]
print(f"{total['a']} {total['b']}")
# --- list in dict append ; refused
d = {"xs": []}
d["xs"].append(1)
print(d["xs"])
# --- dict in dict update ; refused
cfg = {"a": {"b": 1}}
cfg["a"]["b"] = 2
print(cfg["a"]["b"])
# --- function mutates global list ; right
items = []
def add(x):
    items.append(x)
add("a")
add("b")
print(items)
# --- default arg none ; right
def greet(name=None):
    if name is None:
        name = "World"
    print(f"Hi {name}")
greet()
greet("Bob")
# --- return in branches ; right
def kind(n):
    if n < 0:
        return "neg"
    elif n == 0:
        return "zero"
    return "pos"
print(kind(-1))
print(kind(0))
print(kind(5))
# --- chained methods ; right ; answers=  Hello World
print(input("t").strip().upper().replace(" ", "-"))
# --- count words ; right ; answers=a b c
print(len(input("t").split(" ")))
# --- average again ; right
xs = [1, 2, 3, 4]
print(sum(xs) / len(xs))
# --- min max ternary ; right
a = 3
b = 7
print(a if a < b else b)
# --- int division loop ; right
n = 12
r = []
while_count = 0
for i in range(4):
    r.append(n // (i + 1))
print(r)
# --- string index compare ; right ; answers=abc
s = input("s")
if s == "abc" or s == "xyz":
    print("known")
# --- and or mix ; right ; answers=5
n = int(input("n"))
if n > 0 and n < 10 or n == 100:
    print("y")
else:
    print("n")
# --- not in list again ; right ; answers=z
x = input("x")
if x not in ["a", "b"]:
    print("no")
# --- not equal chain ; right ; answers=c
x = input("x")
if x != "a" and x != "b":
    print("other")
# --- elif chain var ; right ; answers=70
s = int(input("s"))
g = ""
if s >= 90:
    g = "A"
elif s >= 80:
    g = "B"
elif s >= 70:
    g = "C"
else:
    g = "F"
print(g)
# --- loop with two vars ; right
a = 0
b = 1
for _ in range(5):
    a, b = b, a + b
print(a)
# --- list concat ; right
a = ["x"]
b = ["y"]
c = a + b
print(c)
# --- list multiply ; refused
xs = ["a"] * 3
print(xs)
# --- text plus equals number ; right
t = ""
for i in range(3):
    t += str(i)
print(t)
# --- format in join ; right
xs = [1, 2]
print(", ".join(f"<{x}>" for x in xs))
# --- map str join ; refused
xs = [1, 2]
print(",".join(map(str, xs)))
# --- comp of method ; right
xs = ["a b", "c d"]
print([x.split(" ")[0] for x in xs])
# --- comp filter len ; right
xs = ["a", "bbb", "cc"]
print([x for x in xs if len(x) > 1])
# --- nested if else ; right
a = 1
b = 2
if a == 1:
    if b == 3:
        print("x")
    else:
        print("y")
else:
    print("z")
# --- shadow loop var ; right
x = "outer"
for x in ["a", "b"]:
    pass
print(x)
# --- reuse index ; right
for i in range(2):
    print(i)
for i in range(2):
    print(i)
# --- enumerate skip ; right
for i, x in enumerate(["a", "b", "c"]):
    if i == 0:
        pass
    else:
        print(x)
# --- zero default ; refused ; answers=
n = input("n")
n = int(n) if n else 0
print(n + 1)
# --- or default number ; right ; answers=
n = input("n") or "5"
print(int(n) + 1)
# --- dict get or ; right
d = {"a": ""}
print(d.get("a") or "empty")
# --- bool dict value ; right
d = {"on": True, "off": False}
if d["on"]:
    print("on")
if not d["off"]:
    print("not off")
# --- len of dict ; right
d = {"a": 1, "b": 2}
print(len(d))
# --- keys join ; right
d = {"a": 1, "b": 2}
print(", ".join(d.keys()))
# --- values sum ; right
d = {"a": 1, "b": 2}
print(sum(d.values()))
# --- items loop total ; right
d = {"a": 2, "b": 3}
t = 0
for k, v in d.items():
    t += v
    print(f"{k}: {v}")
print(t)
# --- float text ; right
x = 2.50
print(x)
# --- big numbers ; right
print(10 ** 6)
# --- negative mod ; right
print(-7 % 3)
# --- power chain ; right
print(2 ** 3 ** 2)
# --- precedence again ; right
print(2 + 3 * 4 - 6 / 2)
# --- unary minus var ; right
x = 5
print(-x)
# --- int text compare again ; right ; answers=10
a = input("a")
b = "9"
if int(a) > int(b):
    print("bigger")
# --- text order ; refused ; answers=10
a = input("a")
if a > "9":
    print("bigger")
else:
    print("smaller")
# --- multiline join ; right
lines = ["a", "b"]
print("\n".join(lines))
# --- splitlines ; right ; answers=a
for line in "x\ny".splitlines():
    print(line)
# --- split newline ; right
for line in "x\ny".split("\n"):
    print(line)
# --- strip newline ; right
print("a\n".strip())
# --- triple quote f ; right
n = "A"
print(f"""Hi {n},
bye""")
# --- escape braces ; right
print(f"{{x}}")
# --- unicode ; right
print("héllo".upper())
# --- tab ; right
print("a\tb")
# --- backslash again ; right
print("a\\b")
# --- menu in loop ; right ; answers=a,b
for _ in range(2):
    match choose_from_menu("Pick"):
        case "One":
            print("1")
        case "Two":
            print("2")
# --- menu result ; right ; answers=a
match choose_from_menu("Pick"):
    case "One":
        r = "1"
    case "Two":
        r = "2"
print(r)
# --- match default ; right ; answers=q
match input("x"):
    case "a":
        print("A")
    case _:
        print("other")
# --- nested function ; right
def outer():
    def inner(x):
        return x + "!"
    return inner("a")
print(outer())
# --- function twice in expr ; right
def f(x):
    return x + 1
print(f(1) + f(2))
# --- recursion guard ; refused
def fact(n):
    return 1 if n <= 1 else n * fact(n - 1)
print(fact(4))
# --- kwargs call ; right
def f(a, b=2, c=3):
    return f"{a}{b}{c}"
print(f(1, c=5))
# --- constant module ; right
LIMIT = 3
def main():
    for i in range(LIMIT):
        print(i)
main()
# --- ask list ; right
names = []
for i in range(2):
    names.append(input(f"Name {i + 1}"))
print(", ".join(names))
# --- flag text ; refused
ok = True
ok = ok and False
print("yes" if ok else "no")
# --- xor again ; right
a = True
b = False
print(a != b)
# --- count matches ; refused
xs = ["a", "b", "a"]
n = sum(1 for x in xs if x == "a")
print(n)
# --- any equal ; right
xs = [1, 2]
print(any(x == 2 for x in xs))
# --- list equality ; refused
if [1] == [1]:
    print("same")
# --- first match again ; right
xs = ["apple", "bean"]
r = [x for x in xs if x.startswith("b")][0]
print(r)
# --- last ; right
xs = [1, 2, 3]
print(xs[-1])
# --- slices join ; refused ; answers=a b c d
w = input("t").split(" ")
print(" ".join(w[1:]))
print(" ".join(w[:-1]))
# --- text contains ; right ; answers=hello
t = input("t")
print("ell" in t)
# --- empty list loop ; right
for x in []:
    print(x)
print("end")
# --- none compare ; right
x = None
if x == None:
    print("none")
# --- assign in both then use ; right ; answers=a
t = input("t")
if t == "a":
    msg = "first"
else:
    msg = "second"
msg = msg + "!"
print(msg)
# --- number from list text ; right
xs = ["1", "2"]
t = 0
for x in xs:
    t += int(x)
print(t)
# --- round ; refused
print(round(2.6))
# --- divmod again ; refused
q, r = divmod(7, 2)
print(q, r)
# --- print list direct ; refused
print(["a", "b"])
# --- print dict direct ; right
print({"a": 1}["a"])
