from tests.party.house import Memory, first_question, open_host, plan, seated, serving
from trivia.party.events import Advanced


async def test_three_phones_play_a_question_and_each_hears_what_it_came_to():
    host = open_host(plan(1), Memory())
    async with serving(host) as server, seated(server, "Ada", "Bo", "Cy") as guests:
        first_question(host)
        for guest, option in zip(guests, (0, 1, 0), strict=True):
            asked = await guest.hear("ask")
            assert asked["may"] == "answer"
            await guest.say("answer", q=asked["q"], o=option)
            assert (await guest.hear("taken"))["q"] == asked["q"]
        for guest in guests:
            await guest.hear("locked")
        host.do(Advanced())
        verdicts = [(await guest.hear("reveal"))["you"]["verdict"] for guest in guests]
    assert verdicts == ["right", "wrong", "right"]
