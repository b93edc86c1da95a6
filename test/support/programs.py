# Programs as people and models write them; a line `# --- name ; what the tolerant reading makes of it` before each.
# --- counter ; right
count = 0
for item in ["a", "b", "c"]:
    count = is_workflow_actions_math(WFInput=count, WFMathOperand=1)
is_workflow_actions_showresult(Text=f"{count}")
# --- default and override ; right ; answers=yes
x = "World"
answer = input("Other?")
if answer == "yes":
    x = answer
is_workflow_actions_showresult(Text=f"Hello {x}")
# --- default kept ; right ; answers=no
x = "World"
answer = input("Other?")
if answer == "yes":
    x = answer
is_workflow_actions_showresult(Text=f"Hello {x}")
# --- two branches ; right ; answers=b
c = input("?")
if c == "a":
    g = "one"
else:
    g = f"two {c}"
is_workflow_actions_alert(WFAlertActionMessage=g)
# --- swap by a third name ; right
a = "1"
b = "2"
t = a
a = b
b = t
is_workflow_actions_showresult(Text=f"{a}{b}")
# --- swap ; right
a = "1"
b = "2"
a, b = b, a
is_workflow_actions_showresult(Text=f"{a}{b}")
# --- copy before change ; right
a = "1"
b = a
a = "2"
is_workflow_actions_showresult(Text=f"{a}{b}")
# --- self-assignment ; right
a = "1"
a = a
a = f"{a}{a}"
is_workflow_actions_showresult(Text=f"{a}")
# --- chain of three ; right
a = b = c = "x"
b = "y"
is_workflow_actions_showresult(Text=f"{a}{b}{c}")
# --- read in the round after ; right
last = "none"
for item in ["a", "b"]:
    is_workflow_actions_showresult(Text=f"{last}")
    last = item
# --- a loop within a loop ; right
total = ""
for a in ["1", "2"]:
    for b in ["x", "y"]:
        total = f"{total}{a}{b} "
is_workflow_actions_showresult(Text=f"{total}")
# --- shadowed loop variable ; right
for a in ["1", "2"]:
    for a in ["x", "y"]:
        is_workflow_actions_showresult(Text=f"{a}")
    is_workflow_actions_showresult(Text=f"{a}")
# --- loop variable behind the loop ; right
for a in ["1", "2"]:
    is_workflow_actions_vibrate()
is_workflow_actions_showresult(Text=f"{a}")
# --- one name for two loops ; right
for a in ["1"]:
    is_workflow_actions_showresult(Text=f"{a}")
for a in ["2"]:
    is_workflow_actions_showresult(Text=f"{a}")
# --- empty list and append ; right
x = []
for a in ["1", "2"]:
    x.append(f"<{a}>")
is_workflow_actions_showresult(Text=f"{x}")
# --- list with an item and append ; right
x = ["a"]
x.append("b")
is_workflow_actions_showresult(Text=f"{x}")
# --- reset in a loop ; right
for a in ["1", "2"]:
    x = []
    x.append(a)
    x.append("end")
    is_workflow_actions_showresult(Text=f"{x}")
# --- None and a value ; right ; answers=q
x = None
if x is None:
    x = input("?")
is_workflow_actions_showresult(Text=f"{x}")
# --- set to None again ; right
x = "a"
x = None
if has_value(x):
    is_workflow_actions_showresult(Text="has")
is_workflow_actions_showresult(Text=f"[{x}]")
# --- status by a menu ; right ; answers=a
status = "unknown"
match choose_from_menu("Mood?"):
    case "Good":
        status = "good"
    case "Bad":
        pass
is_workflow_actions_showresult(Text=f"{status}")
# --- a menu with alternatives ; right ; answers=b
match choose_from_menu("?"):
    case "A" | "B":
        is_workflow_actions_showresult(Text="ab")
    case "C":
        is_workflow_actions_showresult(Text="c")
# --- a menu with a rest ; right ; answers=c
match choose_from_menu("?", items=["A", "B", "C"]):
    case "A":
        is_workflow_actions_showresult(Text="a")
    case _:
        is_workflow_actions_showresult(Text="rest")
# --- a menu whose rest never runs ; refused
match choose_from_menu("?"):
    case "A":
        is_workflow_actions_showresult(Text="a")
    case _:
        is_workflow_actions_showresult(Text="rest")
# --- a match of a value ; right ; answers=b
x = input("?")
match x:
    case "a":
        is_workflow_actions_showresult(Text="1")
    case "b" | "c":
        is_workflow_actions_showresult(Text="2")
    case _:
        is_workflow_actions_showresult(Text="3")
# --- result of an If ; right ; answers=a
x = input("?")
if x == "a":
    if_result = "1"
else:
    if_result = "2"
is_workflow_actions_showresult(Text=f"{if_result}")
# --- result of a call ; right ; answers=a
x = input("?")
if x == "a":
    if_result = is_workflow_actions_getbatterylevel()
else:
    if_result = x
is_workflow_actions_showresult(Text=f"{if_result}")
# --- result used twice ; right ; answers=a
x = input("?")
if x == "a":
    if_result = x
else:
    if_result = "n"
is_workflow_actions_showresult(Text=f"{if_result}")
if x == "b":
    if_result = "m"
is_workflow_actions_showresult(Text=f"{if_result}")
# --- results of a repeat ; right
repeat_results = []
for a in ["1", "2"]:
    text = f"- {a}"
    repeat_results.append(text)
is_workflow_actions_showresult(Text=f"{repeat_results}")
# --- results read in the repeat ; right
repeat_results = []
for a in ["1", "2"]:
    repeat_results.append(a)
    is_workflow_actions_showresult(Text=f"{repeat_results}")
# --- results and another action ; right
repeat_results = []
for a in ["1", "2"]:
    repeat_results.append(f"- {a}")
    is_workflow_actions_vibrate()
is_workflow_actions_showresult(Text=f"{repeat_results}")
# --- range from 0 ; right
for i in range(3):
    is_workflow_actions_showresult(Text=f"{i}")
# --- range from 1 ; right
for i in range(1, 4):
    is_workflow_actions_showresult(Text=f"{i}")
# --- range of a variable ; right
n = 3
for i in range(1, n):
    is_workflow_actions_showresult(Text=f"{i}")
# --- range up to a variable ; right
n = 3
for i in range(1, n + 1):
    is_workflow_actions_showresult(Text=f"{i}")
# --- range of two numbers ; right
for i in range(5, 8):
    is_workflow_actions_showresult(Text=f"{i}")
# --- range of two variables ; right
a = 2
b = 5
for i in range(a, b):
    is_workflow_actions_showresult(Text=f"{i}")
# --- range with steps ; right
for i in range(0, 10, 4):
    is_workflow_actions_showresult(Text=f"{i}")
# --- range backwards ; right
for i in range(3, 0, -1):
    is_workflow_actions_showresult(Text=f"{i}")
# --- empty range ; right
for i in range(5, 2):
    is_workflow_actions_showresult(Text=f"{i}")
is_workflow_actions_vibrate()
# --- range that is not whole ; refused
for i in range(1, 2.5):
    is_workflow_actions_vibrate()
# --- nested ranges ; right
for i in range(2):
    for j in range(i + 1):
        is_workflow_actions_showresult(Text=f"{i}{j}")
# --- enumerate from 0 ; right
for i, a in enumerate(["x", "y"]):
    is_workflow_actions_showresult(Text=f"{i}{a}")
# --- enumerate from 1 ; right
for i, a in enumerate(["x", "y"], start=1):
    is_workflow_actions_showresult(Text=f"{i}{a}")
# --- enumerate from 5 ; right
for i, a in enumerate(["x", "y"], 5):
    is_workflow_actions_showresult(Text=f"{i}{a}")
# --- strict bounds ; right
x = 5
if 1 < x < 5:
    is_workflow_actions_showresult(Text="no")
if 1 < x <= 5:
    is_workflow_actions_showresult(Text="yes")
if 1 <= x <= 5:
    is_workflow_actions_showresult(Text="yes")
if 9 >= x > 4:
    is_workflow_actions_showresult(Text="yes")
# --- equal three times ; right
x = "a"
y = "a"
z = "b"
if x == y == z:
    is_workflow_actions_showresult(Text="no")
if x == y != z:
    is_workflow_actions_showresult(Text="yes")
# --- texts of two variables ; right ; answers=q,q
x = input("1")
y = input("2")
if x == y:
    is_workflow_actions_showresult(Text="same")
if x != y:
    is_workflow_actions_showresult(Text="other")
# --- literal first ; right
x = 3
if 2 < x:
    is_workflow_actions_showresult(Text="more")
if 5 == x:
    is_workflow_actions_showresult(Text="no")
# --- in a list ; right ; answers=b
x = input("?")
if x in ["a", "b"]:
    is_workflow_actions_showResult = "x"
    is_workflow_actions_showresult(Text="in")
if x not in ["a", "b"]:
    is_workflow_actions_showresult(Text="out")
# --- in a text ; right ; answers=ell
x = input("?")
if x in "hello":
    is_workflow_actions_showresult(Text="in")
if "ll" in x:
    is_workflow_actions_showresult(Text="ll")
# --- and with or ; right ; answers=b
x = input("?")
n = 3
if n > 2 and (x == "a" or x == "b"):
    is_workflow_actions_showresult(Text="1")
if n > 5 or x == "b" and n < 4:
    is_workflow_actions_showresult(Text="2")
if not (n > 2 and x == "b"):
    is_workflow_actions_showresult(Text="3")
else:
    is_workflow_actions_showresult(Text="4")
# --- not startswith ; right ; answers=abc
x = input("?")
if not x.startswith("b"):
    is_workflow_actions_showresult(Text="1")
else:
    is_workflow_actions_showresult(Text="2")
if not x.startswith("a") or x.endswith("c"):
    is_workflow_actions_showresult(Text="3")
# --- startswith a variable ; right ; answers=abc,ab
x = input("?")
y = input("?")
if x.startswith(y):
    is_workflow_actions_showresult(Text="1")
# --- startswith several ; right ; answers=abc
x = input("?")
if x.startswith(("b", "a")):
    is_workflow_actions_showresult(Text="1")
# --- any and all ; right ; answers=abc
x = input("?")
if any([x == "a", x == "abc"]):
    is_workflow_actions_showresult(Text="1")
if all([x == "a", x == "abc"]):
    is_workflow_actions_showresult(Text="2")
if any(x == y for y in ["a", "abc"]):
    is_workflow_actions_showresult(Text="3")
if all(y != "q" for y in ["a", "abc"]):
    is_workflow_actions_showresult(Text="4")
# --- flags ; right
found = False
for a in ["x", "y"]:
    if a == "y":
        found = True
if found:
    is_workflow_actions_showresult(Text="found")
if not found:
    is_workflow_actions_showresult(Text="lost")
if found == False:
    is_workflow_actions_showresult(Text="lost")
if found is True:
    is_workflow_actions_showresult(Text=f"{found}")
# --- truth of a text ; right ; answers=,b
x = input("?")
if x:
    is_workflow_actions_showresult(Text="full")
else:
    is_workflow_actions_showresult(Text="empty")
y = input("?")
if not y:
    is_workflow_actions_showresult(Text="empty")
# --- truth of a number ; right
x = 0
if x:
    is_workflow_actions_showresult(Text="1")
n = len(["a"])
if n:
    is_workflow_actions_showresult(Text="2")
# --- truth of a list ; right
x = []
if x:
    is_workflow_actions_showresult(Text="1")
x.append("a")
if x:
    is_workflow_actions_showresult(Text="2")
# --- a text against True ; refused
x = input("?")
if x == True:
    is_workflow_actions_showresult(Text="1")
# --- elif with a call ; right ; answers=b
x = input("?")
if x == "a":
    is_workflow_actions_showresult(Text="1")
elif is_workflow_actions_getbatterylevel() > 20:
    is_workflow_actions_showresult(Text="2")
else:
    is_workflow_actions_showresult(Text="3")
# --- a second operand with an effect ; right ; answers=a,z
x = input("1")
if x == "b" and input("2") == "z":
    is_workflow_actions_showresult(Text="1")
if x == "a" or input("3") == "z":
    is_workflow_actions_showresult(Text="2")
# --- conditional expression ; right ; answers=a
x = input("?")
y = "one" if x == "a" else "two"
is_workflow_actions_showresult(Text=f"{y} {'A' if x == 'b' else 'B'}")
# --- sums ; right
a = 2
b = a + 3
c = b * a - 1
d = c // 2
e = c % 4
f = -a
is_workflow_actions_showresult(Text=f"{b} {c} {d} {e} {f} {a ** 3} {c / 2}")
# --- added to ; right
n = 1
n += 2
n *= 3
t = "a"
t += "b"
t = t + "c" + f"{n}"
is_workflow_actions_showresult(Text=f"{n} {t}")
# --- text and number ; refused
n = 1
t = "a" + n
is_workflow_actions_showresult(Text=t)
# --- nobody knows ; refused ; input=q
x = get_clipboard() + shortcut_input
is_workflow_actions_showresult(Text=f"{x}")
# --- texts ; right
t = " Hello World "
u = t.strip()
is_workflow_actions_showresult(Text=f"{u.upper()} {u.lower()} {u.replace('World', 'You')} {len(u)}")
# --- split and join ; right
parts = "a,b,c".split(",")
for p in parts:
    is_workflow_actions_showresult(Text=p)
is_workflow_actions_showresult(Text="-".join(parts))
# --- items ; right
x = ["a", "b", "c", "d"]
is_workflow_actions_showresult(Text=f"{x[0]} {x[-1]} {len(x)}")
y = x[1:3]
is_workflow_actions_showresult(Text=f"{y}")
# --- item at a variable ; right
x = ["a", "b", "c"]
for i in range(2):
    is_workflow_actions_showresult(Text=f"{x[i]}")
# --- a letter of a text ; refused
t = "abc"
is_workflow_actions_showresult(Text=f"{t[0]}")
# --- letters of a text ; refused
for c in "abc":
    is_workflow_actions_showresult(Text=c)
# --- dictionary ; right
d = {"a": "1", "b": "2"}
is_workflow_actions_showresult(Text=f"{d['a']}")
d["c"] = "3"
v = d.get("c")
w = d.get("zz", "none")
is_workflow_actions_showresult(Text=f"{v} {w}")
# --- keys of a dictionary ; right
d = {"a": "1", "b": "2"}
for k in d:
    is_workflow_actions_showresult(Text=k)
for k, v in d.items():
    is_workflow_actions_showresult(Text=f"{k}={v}")
# --- pairs ; refused
for k, v in input("?"):
    is_workflow_actions_vibrate()
# --- comprehension ; right
x = [f"<{a}>" for a in ["1", "2", "3"] if a != "2"]
is_workflow_actions_showresult(Text=f"{x}")
# --- comprehension of itself ; right
x = ["1", "2"]
x = [f"{a}{a}" for a in x]
is_workflow_actions_showresult(Text=f"{x}")
# --- calls in calls ; right ; answers=a
is_workflow_actions_alert(WFAlertActionMessage=f"{is_workflow_actions_getbatterylevel()} %")
# --- print ; right
n = 3
print("n is", n)
# --- one function ; right ; input=in
def main(shortcut_input=None):
    """What it does."""
    is_workflow_actions_showresult(Text=f"{shortcut_input}")
# --- function and guard ; right
def main():
    is_workflow_actions_showresult(Text="a")


if __name__ == "__main__":
    main()
# --- helper ; right
def greet(name, word="Hello"):
    return f"{word} {name}"


def main():
    x = greet("Ann")
    y = greet("Ben", word="Bye")
    is_workflow_actions_showresult(Text=f"{x} {y}")
# --- helper with early return ; right ; answers=a,b
def kind(x):
    if x == "a":
        return "first"
    return "other"


def main():
    is_workflow_actions_showresult(Text=kind(input("?")))
    is_workflow_actions_showresult(Text=kind(input("?")))
# --- helper with names of its own ; right
def twice(x):
    y = f"{x}{x}"
    return y


def main():
    y = "keep"
    z = twice("a")
    is_workflow_actions_showresult(Text=f"{y} {z}")
# --- recursion ; refused
def f(n):
    return f(n)


def main():
    f(1)
# --- return out of a repeat ; refused
def f():
    for a in ["1"]:
        return a


def main():
    is_workflow_actions_showresult(Text=f())
# --- constants above ; right
GREETING = "hello"


def main():
    is_workflow_actions_showresult(Text=GREETING)


main()
# --- actions beside ; refused
is_workflow_actions_alert(WFAlertActionMessage="before")


def main():
    is_workflow_actions_alert(WFAlertActionMessage="in")
# --- function in a function ; right
def main():
    def inner(x):
        is_workflow_actions_showresult(Text=f"<{x}>")

    inner("a")
    inner("b")
# --- return a text ; right
def main():
    return "a"
# --- return a number ; right
def main():
    n = 3
    return n
# --- return in a branch ; right ; answers=a
def main():
    x = input("?")
    if x == "a":
        return
    is_workflow_actions_showresult(Text="b")
# --- return a call ; right
def main():
    return is_workflow_actions_getbatterylevel()
# --- set input ; right ; input=in
is_workflow_actions_showresult(Text=f"{shortcut_input}")
shortcut_input = "x"
is_workflow_actions_showresult(Text=f"{shortcut_input}")
# --- break ; refused
for a in ["1"]:
    break
# --- while ; refused
n = 0
while n < 3:
    n += 1
# --- extra argument ; refused
is_workflow_actions_alert("Title", "Message")
# --- append two ; refused
x = []
x.append("a", "b")
# --- no input ; refused
c = is_workflow_actions_count()
is_workflow_actions_showresult(Text=f"{c}")
# --- is a number ; refused
x = 3
if x is 3:
    is_workflow_actions_vibrate()
# --- dictionary compared ; refused
x = input("?")
if x == {"a": 1}:
    is_workflow_actions_vibrate()
