from tests.journeys.desk import item
from tests.journeys.desk import page_of
def test_x(desk, visit, watch):
    watch.expect(409)
    sheet = desk.sheet()
    mine, theirs = (visit(who, item(sheet, "1-c-1")) for who in (desk.cast.joko, desk.cast.siti))
    for n,p in (("m",mine),("t",theirs)):
        p.on("response", lambda r,n=n: print(n, r.request.method, r.status, r.url[-40:]))
        p.on("console", lambda m,n=n: print(n, m.text))
        p.evaluate("""['htmx:before:request','htmx:finally:request','htmx:error','htmx:before:swap','htmx:after:swap','submit','change','keydown'].forEach(k=>document.addEventListener(k,e=>console.log(k, e.defaultPrevented, e.detail?.ctx?.status)))""")
    theirs.keyboard.press("a"); theirs.wait_for_timeout(1500)
    print(theirs.locator("#versi input").input_value(), theirs.evaluate("document.activeElement.outerHTML.slice(0,200)"))
    mine.keyboard.press("d"); mine.wait_for_timeout(1500)
    print("conf", mine.locator("#bentrok").count(), mine.locator("[name=versi]").count(), mine.locator("#versi").evaluate_all("a=>a.map(e=>e.outerHTML)"), mine.locator("#jawab").evaluate("e=>[...new FormData(e)].join()"))
    mine.keyboard.press("Control+Enter"); mine.wait_for_timeout(1500)
    print(mine.url, mine.locator("#pesan").inner_text())
